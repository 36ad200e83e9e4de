/** Names: the subjects, what the sources call them, and the dated links between the two. */
export const NAMES = `
create table registry.subject (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('provider', 'model', 'offering', 'name')),
  key text not null check (key <> ''),
  unique (kind, key)
);
comment on table registry.subject is 'What a fact can be about: a provider, a model, an offering or an ambiguous name, by its key.';
create index subject_key on registry.subject (key);

create table registry.alias (
  id bigint generated always as identity primary key,
  source text not null references registry.source,
  kind text not null check (kind in ('provider', 'model', 'offering', 'name')),
  provider text not null default '',
  native_id text not null check (native_id <> ''),
  name text,
  has_id boolean not null,
  unique (source, kind, provider, native_id)
);
comment on table registry.alias is 'What a source calls a subject, verbatim; has_id where native_id is the provider''s own id, not a name.';

create table registry.mapping (
  id bigint generated always as identity primary key,
  alias bigint not null references registry.alias,
  subject bigint not null references registry.subject,
  cause text not null,
  decision bigint,
  opened timestamptz not null,
  closed timestamptz
);
comment on table registry.mapping is 'The dated link alias to subject; it is closed and opened anew, never changed.';
create unique index mapping_live on registry.mapping (alias) where closed is null;
create index mapping_alias on registry.mapping (alias);
create index mapping_subject on registry.mapping (subject);
create index mapping_decision on registry.mapping (decision);
`;
