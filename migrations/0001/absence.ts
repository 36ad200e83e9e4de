/** Absences: subjects that a list declared complete no longer names. */
export const ABSENCE = `
create table registry.absence (
  document bigint not null references registry.document,
  alias bigint not null references registry.alias,
  unlisted boolean not null,
  since timestamptz not null,
  rounds integer not null default 0 check (rounds >= 0),
  withdrawn timestamptz,
  stands bigint references registry.claim,
  primary key (document, alias)
);
comment on table registry.absence is
  'A name that a complete list no longer has: since when, in how many accepted rounds, when its claims were withdrawn. unlisted: its document is gone from the list. stands: the claim that it is not available.';
create index absence_alias on registry.absence (alias);
create index absence_stands on registry.absence (stands);
create index claim_withdrawn on registry.claim (alias) where closed_cause = 'withdrawn';
`;
