/** Judgement: conflicts, what persons, rules and policy made of them, and the keys that are to be judged. */
export const JUDGEMENT = `
create table registry.conflict (
  id bigint generated always as identity primary key,
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  kind text not null
    check (kind in ('between-sources', 'inside-source', 'history', 'invariant', 'lost-support', 'identity', 'alias-moved')),
  diagnosis text not null,
  arithmetic text not null,
  candidates jsonb not null,
  proposal jsonb,
  version integer not null default 1 check (version > 0),
  state text not null check (state in ('open', 'snoozed', 'settled', 'healed')),
  snoozed_until timestamptz,
  opened_at timestamptz not null,
  opened_in bigint not null references registry.publication,
  closed_at timestamptz,
  reopens bigint references registry.conflict,
  check (state = 'snoozed' or snoozed_until is null)
);
comment on table registry.conflict is 'One episode of disagreement about one (subject, attribute, scope).';
create unique index conflict_live on registry.conflict (subject, attribute, scope)
  where closed_at is null;
create index conflict_key on registry.conflict (subject, attribute, scope);
create index conflict_state on registry.conflict (state, id);
create index conflict_opened_in on registry.conflict (opened_in);
create index conflict_reopens on registry.conflict (reopens);

create table registry.decision (
  id bigint generated always as identity primary key,
  kind text not null,
  conflict bigint references registry.conflict,
  target jsonb not null,
  verdict jsonb not null,
  reason text not null check (reason <> ''),
  by text not null check (by <> ''),
  at timestamptz not null,
  review_after timestamptz,
  supersedes bigint unique references registry.decision,
  seen jsonb not null
);
comment on table registry.decision is
  'What a person ruled, on what evidence, why and until when. Insert only: an undo is a superseding decision.';
create index decision_conflict on registry.decision (conflict);
create index decision_review on registry.decision (review_after) where review_after is not null;

create function registry.decision_is_insert_only() returns trigger language plpgsql as $$
begin
  raise exception 'a decision is never changed or removed: supersede it' using errcode = 'restrict_violation';
end $$;
create trigger decision_insert_only before update or delete on registry.decision
  for each row execute function registry.decision_is_insert_only();

alter table registry.mapping add foreign key (decision) references registry.decision;
alter table registry.fact add foreign key (decision) references registry.decision;
create index fact_decision on registry.fact (decision);

create table registry.settlement (
  id bigint generated always as identity primary key,
  conflict bigint not null references registry.conflict,
  decision bigint references registry.decision,
  policy text,
  authority text,
  considered jsonb not null,
  at timestamptz not null,
  undone_by bigint references registry.decision,
  check (num_nonnulls(decision, policy) >= 1)
);
comment on table registry.settlement is
  'One row per conflict that a decision, a rule or a step of the policy settled, with what was considered.';
create index settlement_conflict on registry.settlement (conflict, id desc);
create index settlement_decision on registry.settlement (decision);
create index settlement_undone_by on registry.settlement (undone_by);

create table registry.pending (
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  since timestamptz not null,
  document bigint not null references registry.document,
  primary key (subject, attribute, scope)
);
comment on table registry.pending is 'Keys whose new value waits until it has stood long enough.';
create index pending_document on registry.pending (document);

create table registry.dirty (
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  cause text not null
    check (cause in ('source', 'decision', 'rule', 'policy', 'identity', 'reading', 'time')),
  primary key (subject, attribute, scope)
);
comment on table registry.dirty is 'Keys to be judged by the next publication.';
`;
