/** Claims: who says what, as written and normalized, with quote and place; an interval between two extractions. */
export const CLAIMS = `
create table registry.claim (
  id bigint generated always as identity primary key,
  source text not null references registry.source,
  document bigint not null references registry.document,
  alias bigint not null references registry.alias,
  attribute text not null,
  means text[] not null check (cardinality(means) > 0),
  scope text not null,
  part text not null,
  value jsonb not null,
  value_key text not null,
  num numeric,
  num_low numeric,
  num_high numeric,
  unit text,
  as_written text not null,
  quote text not null check (quote <> ''),
  locator jsonb not null,
  stated_from timestamptz,
  stated_until timestamptz,
  opened_by bigint not null references registry.extraction,
  closed_by bigint references registry.extraction,
  closed_cause text,
  seen_from timestamptz not null,
  seen_until timestamptz,
  check ((closed_by is null) = (closed_cause is null)),
  check ((closed_by is null) = (seen_until is null))
);
comment on table registry.claim is
  'Source S in document D says that alias A has value V for (attribute, scope, part). Live while closed_by is null.';
create unique index claim_live on registry.claim (document, alias, attribute, scope, part, md5(as_written))
  where closed_by is null;
create index claim_live_alias on registry.claim (alias, attribute, scope) where closed_by is null;
create index claim_live_model on registry.claim ((value->>'text')) where closed_by is null and attribute = 'model';
create index claim_alias on registry.claim (alias);
create index claim_document on registry.claim (document);
create index claim_source on registry.claim (source);
create index claim_opened_by on registry.claim (opened_by);
create index claim_closed_by on registry.claim (closed_by);
create index claim_stated on registry.claim (stated_until)
  where closed_by is null and stated_until is not null;
`;
