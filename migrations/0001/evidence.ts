/** Evidence: which world the database holds, the sources, their rounds, and what each page said. */
export const EVIDENCE = `
create table registry.migration (
  name text primary key,
  sha256 text not null
);
comment on table registry.migration is 'Which text of each migration made these tables.';

create table registry.world (
  "only" boolean primary key default true check ("only"),
  world text not null check (world in ('demo', 'live', 'recorded')),
  since timestamptz not null
);
comment on table registry.world is 'What this database holds; one row. A command of another world is refused.';

create table registry.source (
  id text primary key check (id <> ''),
  owner text not null,
  kind text not null check (kind in ('vendor', 'host', 'router', 'catalogue', 'comparison', 'press')),
  schedule text not null,
  note text not null,
  declared jsonb not null
);
comment on table registry.source is 'A place that states facts, as its folder in scrapers/ declares it.';

create table registry.run (
  id bigint generated always as identity primary key,
  command text not null,
  world text not null check (world in ('demo', 'live', 'recorded')),
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text
);
comment on table registry.run is 'One command that worked on sources, from its start to its end.';

create table registry.round (
  id bigint generated always as identity primary key,
  source text not null references registry.source,
  run bigint not null references registry.run,
  slot timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('changed', 'unchanged', 'refused', 'failed', 'interrupted', 'partial')),
  reasons jsonb not null default '[]',
  counts jsonb not null default '{}'
);
comment on table registry.round is 'One slot of one source: all its documents. A refused round changed no claim.';
create index round_source_slot on registry.round (source, slot desc);
create index round_run on registry.round (run);

create table registry.body (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  size bigint not null check (size >= 0)
);
comment on table registry.body is 'The bytes of a page, once per sha256 of the plain bytes; stored gzipped, size is plain.';
alter table registry.body alter column bytes set storage external;

create table registry.document (
  id bigint generated always as identity primary key,
  source text not null references registry.source,
  url text not null,
  owner text not null,
  confirmed_at timestamptz,
  accepted_extraction bigint,
  unique (source, url)
);
comment on table registry.document is 'One canonical URL of a source; confirmed_at is when its open claims were last seen.';

create table registry.capture (
  id bigint generated always as identity primary key,
  document bigint not null references registry.document,
  run bigint not null references registry.run,
  fetched_at timestamptz not null,
  outcome text not null
    check (outcome in ('ok', 'not-modified', 'http-error', 'network-error', 'blocked', 'rejected')),
  status integer,
  headers jsonb not null default '{}',
  sha256 text references registry.body,
  media_type text,
  note text,
  check (outcome <> 'ok' or sha256 is not null)
);
comment on table registry.capture is 'Every attempt to fetch a document, whatever came of it.';
create index capture_document on registry.capture (document, id desc);
create index capture_run on registry.capture (run);
create index capture_body on registry.capture (sha256);

create table registry.extraction (
  id bigint generated always as identity primary key,
  document bigint not null references registry.document,
  capture bigint not null references registry.capture,
  reading text not null,
  verdict text not null check (verdict in ('accepted', 'refused')),
  reasons jsonb not null default '[]',
  counts jsonb not null default '{}',
  at timestamptz not null
);
comment on table registry.extraction is 'One reading of one capture; reading is the sha256 over the code that read it.';
create index extraction_document on registry.extraction (document, id desc);
create index extraction_capture on registry.extraction (capture);

alter table registry.document
  add foreign key (accepted_extraction) references registry.extraction;
create index document_accepted_extraction on registry.document (accepted_extraction);
`;
