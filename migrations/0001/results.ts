/** Results: publications, the facts that they changed, and the ordered feed of the changes. */
export const RESULTS = `
create table registry.publication (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  cause text not null,
  run bigint references registry.run,
  counts jsonb not null default '{}'
);
comment on table registry.publication is 'One transaction that changed facts.';
create index publication_run on registry.publication (run);

create table registry.fact (
  id bigint generated always as identity primary key,
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  part text not null,
  value jsonb not null,
  value_text text not null,
  num numeric,
  num_low numeric,
  num_high numeric,
  precision text,
  unit text,
  currency text,
  status text not null check (status in ('agreed', 'single', 'preferred', 'ruled', 'contested', 'held')),
  basis text not null,
  decision bigint,
  valid_from timestamptz not null,
  valid_until timestamptz,
  known_from timestamptz not null,
  known_until timestamptz,
  publication bigint not null references registry.publication,
  closed_in bigint references registry.publication,
  check ((closed_in is null) = (valid_until is null and known_until is null))
);
comment on table registry.fact is
  'What we publish. valid_*: when it was true in the world; known_*: when we believed it. Live while both ends are open.';
create unique index fact_live on registry.fact (subject, attribute, scope, part)
  where valid_until is null and known_until is null;
create index fact_live_value on registry.fact (attribute, value_text)
  where valid_until is null and known_until is null;
create index fact_subject on registry.fact (subject, attribute, scope);
create index fact_publication on registry.fact (publication);
create index fact_closed_in on registry.fact (closed_in);

create table registry.standing (
  claim bigint not null references registry.claim,
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  standing text not null check (standing in ('supports', 'against', 'silent')),
  chosen boolean not null,
  publication bigint not null references registry.publication,
  primary key (claim, subject, attribute, scope)
);
comment on table registry.standing is
  'How each live claim stood to the fact of its key at the last publication of that key; written anew per key.';
create index standing_key on registry.standing (subject, attribute, scope);
create index standing_publication on registry.standing (publication);

create table registry.change (
  seq bigint generated always as identity primary key,
  publication bigint not null references registry.publication,
  at timestamptz not null,
  op text not null check (op in ('insert', 'update', 'delete', 'status')),
  subject bigint not null references registry.subject,
  attribute text not null,
  scope text not null,
  part text not null,
  before jsonb,
  after jsonb,
  cause text not null
    check (cause in ('source', 'decision', 'rule', 'policy', 'identity', 'reading', 'time')),
  check (before is not null or after is not null)
);
comment on table registry.change is 'The ordered feed of changed facts; seq order is commit order.';
create index change_publication on registry.change (publication);
create index change_subject on registry.change (subject, attribute, scope);
`;
