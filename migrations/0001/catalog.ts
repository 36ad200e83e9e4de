/** The contract: the views of catalog_v1, through which other services read. Readers' "now" is the last publication. */
export const CATALOG = `
create schema catalog_v1;
comment on schema catalog_v1 is 'The published facts about language models. These views are a contract: columns are only ever added.';

create view catalog_v1.fact as
  select
    subject.key as subject,
    subject.kind,
    fact.attribute,
    fact.scope,
    fact.part,
    fact.value_text as value,
    fact.num as number,
    fact.num_low as low,
    fact.num_high as high,
    fact.precision,
    fact.unit,
    fact.currency,
    fact.status,
    fact.basis,
    coalesce(support.sources, 0) as sources,
    fact.valid_from,
    fact.valid_until,
    fact.known_from,
    support.confirmed_at,
    fact.publication
  from registry.fact
  join registry.subject on subject.id = fact.subject
  left join lateral (
    select count(distinct claim.source) as sources, max(document.confirmed_at) as confirmed_at
    from registry.standing
    join registry.claim on claim.id = standing.claim
    join registry.document on document.id = claim.document
    where standing.subject = fact.subject
      and standing.attribute = fact.attribute
      and standing.scope = fact.scope
      and standing.standing = 'supports'
      and claim.part = fact.part
  ) support on true
  where fact.valid_until is null and fact.known_until is null and fact.status <> 'held';

create view catalog_v1.evidence as
  select
    subject.key as subject,
    subject.kind,
    standing.attribute,
    standing.scope,
    claim.part,
    claim.source,
    standing.standing,
    claim.as_written,
    claim.quote,
    claim.locator,
    document.url,
    capture.fetched_at,
    capture.sha256,
    standing.chosen
  from registry.standing
  join registry.subject on subject.id = standing.subject
  join registry.claim on claim.id = standing.claim
  join registry.document on document.id = claim.document
  join registry.extraction on extraction.id = claim.opened_by
  join registry.capture on capture.id = extraction.capture;

create view catalog_v1.conflict as
  select
    conflict.id,
    subject.key as subject,
    conflict.attribute,
    conflict.scope,
    conflict.kind,
    conflict.diagnosis,
    conflict.arithmetic,
    conflict.state,
    case
      when decision.id is not null then decision.by
      when settlement.authority is null then 'policy: ' || settlement.policy
      else 'policy: ' || settlement.policy || ' (' || settlement.authority || ')'
    end as settled_by,
    conflict.opened_at,
    coalesce(decision.at, settlement.at) as decided_at,
    subject.kind as subject_kind
  from registry.conflict
  join registry.subject on subject.id = conflict.subject
  left join lateral (
    select *
    from registry.settlement
    where settlement.conflict = conflict.id and settlement.undone_by is null
    order by settlement.id desc
    limit 1
  ) settlement on conflict.state in ('settled', 'healed')
  left join registry.decision on decision.id = settlement.decision;

create view catalog_v1.change as
  select
    change.seq,
    change.publication,
    change.at,
    subject.key as subject,
    change.attribute,
    change.scope,
    change.part,
    change.op,
    change.before,
    change.after,
    change.cause,
    subject.kind as subject_kind
  from registry.change
  join registry.subject on subject.id = change.subject;

create view catalog_v1.model as
  with published as materialized (
    select fact.*, subject.kind, subject.key
    from registry.fact
    join registry.subject on subject.id = fact.subject
    where fact.valid_until is null and fact.known_until is null and fact.status <> 'held'
  ),
  makers_own as (
    select model.id as model, min(sold.key collate "C") as offering
    from registry.subject as model
    join published as sold on sold.kind = 'offering' and sold.attribute = 'model' and sold.value_text = model.key
    where model.kind = 'model' and split_part(sold.key, '/', 1) = split_part(model.key, '/', 1)
    group by model.id
  ),
  told as (
    select subject as model, 'model' as via, published.*
    from published
    where kind = 'model'
    union all
    select makers_own.model, makers_own.offering as via, published.*
    from makers_own
    join published on published.kind = 'offering' and published.key = makers_own.offering
    where published.attribute <> 'model'
      and not exists (
        select from published as own
        where own.subject = makers_own.model
          and own.attribute = published.attribute
          and own.scope = published.scope
      )
  )
  select
    subject.key as subject,
    told.attribute,
    told.scope,
    told.part,
    told.value_text as value,
    told.num as number,
    told.num_low as low,
    told.num_high as high,
    told.precision,
    told.unit,
    told.currency,
    told.status,
    told.basis,
    told.via
  from told
  join registry.subject on subject.id = told.model;
`;

/** One sentence for every view of the contract, and for each of its columns, in the view's order. */
const COMMENTS = {
  fact: {
    '': 'Every published value that holds now. A value that is held back for a person is not here.',
    subject:
      'Key of the subject: provider, <vendor>/<model>, <provider>/<its own id> for an offering, <source>/<text> for a name.',
    kind: 'provider, model, offering, or name where a source calls several models so; subject and kind name one subject.',
    attribute: 'What is stated: context_window, price, licence and so on.',
    scope:
      'Qualifiers inside which sources are compared, such as USD;tier=batch or via=openrouter; may be empty.',
    part: 'Component inside the scope, such as input or output of a price; empty where there is only one.',
    value: 'The value as canonical text: a decimal, a date, a term, or free, included, not_offered, yes, no.',
    number: 'The value as an exact decimal where it is one; its unit stands in unit.',
    low: 'Least number that the source can have meant, where it wrote a rounded one.',
    high: 'Greatest number that the source can have meant, where it wrote a rounded one.',
    precision: 'exact or rounded for numbers; year, month, day or instant for dates.',
    unit: 'Unit of number: tokens, USD per 1M tokens and so on.',
    currency: 'ISO 4217 code of an amount of money; amounts are never converted.',
    status: 'agreed, single, preferred, ruled or contested: how sure the value is.',
    basis: 'One sentence: on what the value rests.',
    sources: 'Number of distinct sources whose claims support the value.',
    valid_from: 'Since when the value has been true in the world, as far as it is known.',
    valid_until: 'When it stopped being true; empty here, because only live values are shown.',
    known_from: 'Since when this value has been published.',
    confirmed_at: 'When a supporting document was last seen to say so.',
    publication: 'Id of the publication that brought this value.',
  },
  evidence: {
    '': 'Every claim that was judged for a fact, for it or against it, with its quote and where the page is kept.',
    subject: 'Key of the subject of the fact.',
    kind: 'provider, model, offering or name.',
    attribute: 'Attribute of the fact; a claim that can mean several attributes stands under each.',
    scope: 'Scope of the fact.',
    part: 'Part that the claim speaks of.',
    source: 'Id of the source that says so.',
    standing: 'supports, against or silent (the source says that it has no value).',
    as_written: 'The value exactly as it is written on the page.',
    quote: 'The passage in which it is written, verbatim.',
    locator: 'Where the passage stands in the stored body.',
    url: 'Canonical address of the page.',
    fetched_at: 'When the page that first said so was fetched.',
    sha256: 'SHA-256 of the bytes of that page; the bytes are kept under it.',
    chosen: 'True where the published value was taken from this claim.',
  },
  conflict: {
    '': 'Every episode in which claims about one fact disagreed, open or not.',
    id: 'Number of the conflict, as the review queue shows it.',
    subject: 'Key of the subject.',
    attribute: 'Attribute on which the claims differ.',
    scope: 'Scope on which the claims differ.',
    kind: 'between-sources, inside-source, history, invariant, lost-support, identity or alias-moved.',
    diagnosis:
      'Why the values differ, such as notation, rounding or list-versus-effective; none-known if unexplained.',
    arithmetic: 'The figures that show the diagnosis; empty where there is none.',
    state: 'open, snoozed, settled or healed.',
    settled_by:
      'Who decided, or the step of the policy and the authority that it followed; empty while open.',
    opened_at: 'When the disagreement was first published.',
    decided_at: 'When it was settled; empty while open.',
    subject_kind: 'provider, model, offering or name: a model and an offering may share a key text.',
  },
  change: {
    '': 'The feed of every change of a published fact, in the order in which they were committed.',
    seq: 'Position in the feed; read on from the last one that you have seen.',
    publication: 'Id of the publication; the changes of one publication belong together.',
    at: 'When it was published.',
    subject: 'Key of the subject.',
    attribute: 'Attribute that changed.',
    scope: 'Scope of the fact.',
    part: 'Part of the fact.',
    op: 'insert, update, delete, or status where only the certainty changed.',
    before: 'The fact before, as JSON with decimals as text; empty for an insert.',
    after: 'The fact after, as JSON with decimals as text; empty for a delete.',
    cause: 'source, decision, rule, policy, identity, reading or time.',
    subject_kind: 'provider, model, offering or name: a model and an offering may share a key text.',
  },
  model: {
    '': "What is known of each model: its own fact, else that of its maker's own offering.",
    subject: 'Key of the model: <vendor>/<model>.',
    attribute: 'What is stated.',
    scope: 'Qualifiers inside which sources are compared; may be empty.',
    part: 'Component inside the scope; empty where there is only one.',
    value: 'The value as canonical text.',
    number: 'The value as an exact decimal where it is one.',
    low: 'Least number that the source can have meant, where it wrote a rounded one.',
    high: 'Greatest number that the source can have meant, where it wrote a rounded one.',
    precision: 'exact or rounded for numbers; year, month, day or instant for dates.',
    unit: 'Unit of number.',
    currency: 'ISO 4217 code of an amount of money.',
    status: 'agreed, single, preferred, ruled or contested.',
    basis: 'One sentence: on what the value rests.',
    via: "model for the model's own fact, else the key of the maker's offering that it was taken from.",
  },
} as const;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function commentsOf(view: string, sentences: Readonly<Record<string, string>>): string[] {
  return Object.entries(sentences).map(([column, sentence]) =>
    column === ''
      ? `comment on view catalog_v1.${view} is ${quoted(sentence)};`
      : `comment on column catalog_v1.${view}.${column} is ${quoted(sentence)};`,
  );
}

/** The statements that comment the contract. */
export const CATALOG_COMMENTS = Object.entries(COMMENTS)
  .flatMap(([view, sentences]) => commentsOf(view, sentences))
  .join('\n');
