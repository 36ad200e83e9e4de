-- What the server says of our schema. Renew: UPDATE_GOLDEN=1 npx vitest run tests/store/schema

-- columns
registry.absence.document bigint not null
registry.absence.alias bigint not null
registry.absence.unlisted boolean not null
registry.absence.since timestamp with time zone not null
registry.absence.rounds integer not null default 0
registry.absence.withdrawn timestamp with time zone
registry.absence.stands bigint
registry.alias.id bigint not null generated always as identity
registry.alias.source text not null
registry.alias.kind text not null
registry.alias.provider text not null default ''::text
registry.alias.native_id text not null
registry.alias.name text
registry.alias.has_id boolean not null
registry.body.sha256 text not null
registry.body.bytes bytea not null
registry.body.size bigint not null
registry.capture.id bigint not null generated always as identity
registry.capture.document bigint not null
registry.capture.run bigint not null
registry.capture.fetched_at timestamp with time zone not null
registry.capture.outcome text not null
registry.capture.status integer
registry.capture.headers jsonb not null default '{}'::jsonb
registry.capture.sha256 text
registry.capture.media_type text
registry.capture.note text
registry.change.seq bigint not null generated always as identity
registry.change.publication bigint not null
registry.change.at timestamp with time zone not null
registry.change.op text not null
registry.change.subject bigint not null
registry.change.attribute text not null
registry.change.scope text not null
registry.change.part text not null
registry.change.before jsonb
registry.change.after jsonb
registry.change.cause text not null
registry.claim.id bigint not null generated always as identity
registry.claim.source text not null
registry.claim.document bigint not null
registry.claim.alias bigint not null
registry.claim.attribute text not null
registry.claim.means text[] not null
registry.claim.scope text not null
registry.claim.part text not null
registry.claim.value jsonb not null
registry.claim.value_key text not null
registry.claim.num numeric
registry.claim.num_low numeric
registry.claim.num_high numeric
registry.claim.unit text
registry.claim.as_written text not null
registry.claim.quote text not null
registry.claim.locator jsonb not null
registry.claim.stated_from timestamp with time zone
registry.claim.stated_until timestamp with time zone
registry.claim.opened_by bigint not null
registry.claim.closed_by bigint
registry.claim.closed_cause text
registry.claim.seen_from timestamp with time zone not null
registry.claim.seen_until timestamp with time zone
registry.conflict.id bigint not null generated always as identity
registry.conflict.subject bigint not null
registry.conflict.attribute text not null
registry.conflict.scope text not null
registry.conflict.kind text not null
registry.conflict.diagnosis text not null
registry.conflict.arithmetic text not null
registry.conflict.candidates jsonb not null
registry.conflict.proposal jsonb
registry.conflict.version integer not null default 1
registry.conflict.state text not null
registry.conflict.snoozed_until timestamp with time zone
registry.conflict.opened_at timestamp with time zone not null
registry.conflict.opened_in bigint not null
registry.conflict.closed_at timestamp with time zone
registry.conflict.reopens bigint
registry.decision.id bigint not null generated always as identity
registry.decision.kind text not null
registry.decision.conflict bigint
registry.decision.target jsonb not null
registry.decision.verdict jsonb not null
registry.decision.reason text not null
registry.decision.by text not null
registry.decision.at timestamp with time zone not null
registry.decision.review_after timestamp with time zone
registry.decision.supersedes bigint
registry.decision.seen jsonb not null
registry.dirty.subject bigint not null
registry.dirty.attribute text not null
registry.dirty.scope text not null
registry.dirty.cause text not null
registry.document.id bigint not null generated always as identity
registry.document.source text not null
registry.document.url text not null
registry.document.owner text not null
registry.document.confirmed_at timestamp with time zone
registry.document.accepted_extraction bigint
registry.extraction.id bigint not null generated always as identity
registry.extraction.document bigint not null
registry.extraction.capture bigint not null
registry.extraction.reading text not null
registry.extraction.verdict text not null
registry.extraction.reasons jsonb not null default '[]'::jsonb
registry.extraction.counts jsonb not null default '{}'::jsonb
registry.extraction.at timestamp with time zone not null
registry.fact.id bigint not null generated always as identity
registry.fact.subject bigint not null
registry.fact.attribute text not null
registry.fact.scope text not null
registry.fact.part text not null
registry.fact.value jsonb not null
registry.fact.value_text text not null
registry.fact.num numeric
registry.fact.num_low numeric
registry.fact.num_high numeric
registry.fact.precision text
registry.fact.unit text
registry.fact.currency text
registry.fact.status text not null
registry.fact.basis text not null
registry.fact.decision bigint
registry.fact.valid_from timestamp with time zone not null
registry.fact.valid_until timestamp with time zone
registry.fact.known_from timestamp with time zone not null
registry.fact.known_until timestamp with time zone
registry.fact.publication bigint not null
registry.fact.closed_in bigint
registry.mapping.id bigint not null generated always as identity
registry.mapping.alias bigint not null
registry.mapping.subject bigint not null
registry.mapping.cause text not null
registry.mapping.decision bigint
registry.mapping.opened timestamp with time zone not null
registry.mapping.closed timestamp with time zone
registry.migration.name text not null
registry.migration.sha256 text not null
registry.pending.subject bigint not null
registry.pending.attribute text not null
registry.pending.scope text not null
registry.pending.since timestamp with time zone not null
registry.pending.document bigint not null
registry.publication.id bigint not null generated always as identity
registry.publication.at timestamp with time zone not null
registry.publication.cause text not null
registry.publication.run bigint
registry.publication.counts jsonb not null default '{}'::jsonb
registry.round.id bigint not null generated always as identity
registry.round.source text not null
registry.round.run bigint not null
registry.round.slot timestamp with time zone not null
registry.round.started_at timestamp with time zone not null
registry.round.finished_at timestamp with time zone
registry.round.outcome text
registry.round.reasons jsonb not null default '[]'::jsonb
registry.round.counts jsonb not null default '{}'::jsonb
registry.run.id bigint not null generated always as identity
registry.run.command text not null
registry.run.world text not null
registry.run.started_at timestamp with time zone not null
registry.run.finished_at timestamp with time zone
registry.run.outcome text
registry.settlement.id bigint not null generated always as identity
registry.settlement.conflict bigint not null
registry.settlement.decision bigint
registry.settlement.policy text
registry.settlement.authority text
registry.settlement.considered jsonb not null
registry.settlement.at timestamp with time zone not null
registry.settlement.undone_by bigint
registry.source.id text not null
registry.source.owner text not null
registry.source.kind text not null
registry.source.schedule text not null
registry.source.note text not null
registry.source.declared jsonb not null
registry.standing.claim bigint not null
registry.standing.subject bigint not null
registry.standing.attribute text not null
registry.standing.scope text not null
registry.standing.standing text not null
registry.standing.chosen boolean not null
registry.standing.publication bigint not null
registry.subject.id bigint not null generated always as identity
registry.subject.kind text not null
registry.subject.key text not null
registry.world.only boolean not null default true
registry.world.world text not null
registry.world.since timestamp with time zone not null
catalog_v1.change.seq bigint
catalog_v1.change.publication bigint
catalog_v1.change.at timestamp with time zone
catalog_v1.change.subject text
catalog_v1.change.attribute text
catalog_v1.change.scope text
catalog_v1.change.part text
catalog_v1.change.op text
catalog_v1.change.before jsonb
catalog_v1.change.after jsonb
catalog_v1.change.cause text
catalog_v1.change.subject_kind text
catalog_v1.conflict.id bigint
catalog_v1.conflict.subject text
catalog_v1.conflict.attribute text
catalog_v1.conflict.scope text
catalog_v1.conflict.kind text
catalog_v1.conflict.diagnosis text
catalog_v1.conflict.arithmetic text
catalog_v1.conflict.state text
catalog_v1.conflict.settled_by text
catalog_v1.conflict.opened_at timestamp with time zone
catalog_v1.conflict.decided_at timestamp with time zone
catalog_v1.conflict.subject_kind text
catalog_v1.evidence.subject text
catalog_v1.evidence.kind text
catalog_v1.evidence.attribute text
catalog_v1.evidence.scope text
catalog_v1.evidence.part text
catalog_v1.evidence.source text
catalog_v1.evidence.standing text
catalog_v1.evidence.as_written text
catalog_v1.evidence.quote text
catalog_v1.evidence.locator jsonb
catalog_v1.evidence.url text
catalog_v1.evidence.fetched_at timestamp with time zone
catalog_v1.evidence.sha256 text
catalog_v1.evidence.chosen boolean
catalog_v1.fact.subject text
catalog_v1.fact.kind text
catalog_v1.fact.attribute text
catalog_v1.fact.scope text
catalog_v1.fact.part text
catalog_v1.fact.value text
catalog_v1.fact.number numeric
catalog_v1.fact.low numeric
catalog_v1.fact.high numeric
catalog_v1.fact.precision text
catalog_v1.fact.unit text
catalog_v1.fact.currency text
catalog_v1.fact.status text
catalog_v1.fact.basis text
catalog_v1.fact.sources bigint
catalog_v1.fact.valid_from timestamp with time zone
catalog_v1.fact.valid_until timestamp with time zone
catalog_v1.fact.known_from timestamp with time zone
catalog_v1.fact.confirmed_at timestamp with time zone
catalog_v1.fact.publication bigint
catalog_v1.model.subject text
catalog_v1.model.attribute text
catalog_v1.model.scope text
catalog_v1.model.part text
catalog_v1.model.value text
catalog_v1.model.number numeric
catalog_v1.model.low numeric
catalog_v1.model.high numeric
catalog_v1.model.precision text
catalog_v1.model.unit text
catalog_v1.model.currency text
catalog_v1.model.status text
catalog_v1.model.basis text
catalog_v1.model.via text

-- constraints
registry.absence absence_alias_fkey FOREIGN KEY (alias) REFERENCES registry.alias(id)
registry.absence absence_document_fkey FOREIGN KEY (document) REFERENCES registry.document(id)
registry.absence absence_pkey PRIMARY KEY (document, alias)
registry.absence absence_rounds_check CHECK ((rounds >= 0))
registry.absence absence_stands_fkey FOREIGN KEY (stands) REFERENCES registry.claim(id)
registry.alias alias_kind_check CHECK ((kind = ANY (ARRAY['provider'::text, 'model'::text, 'offering'::text, 'name'::text])))
registry.alias alias_native_id_check CHECK ((native_id <> ''::text))
registry.alias alias_pkey PRIMARY KEY (id)
registry.alias alias_source_fkey FOREIGN KEY (source) REFERENCES registry.source(id)
registry.alias alias_source_kind_provider_native_id_key UNIQUE (source, kind, provider, native_id)
registry.body body_pkey PRIMARY KEY (sha256)
registry.body body_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
registry.body body_size_check CHECK ((size >= 0))
registry.capture capture_check CHECK (((outcome <> 'ok'::text) OR (sha256 IS NOT NULL)))
registry.capture capture_document_fkey FOREIGN KEY (document) REFERENCES registry.document(id)
registry.capture capture_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'not-modified'::text, 'http-error'::text, 'network-error'::text, 'blocked'::text, 'rejected'::text])))
registry.capture capture_pkey PRIMARY KEY (id)
registry.capture capture_run_fkey FOREIGN KEY (run) REFERENCES registry.run(id)
registry.capture capture_sha256_fkey FOREIGN KEY (sha256) REFERENCES registry.body(sha256)
registry.change change_cause_check CHECK ((cause = ANY (ARRAY['source'::text, 'decision'::text, 'rule'::text, 'policy'::text, 'identity'::text, 'reading'::text, 'time'::text])))
registry.change change_check CHECK (((before IS NOT NULL) OR (after IS NOT NULL)))
registry.change change_op_check CHECK ((op = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'status'::text])))
registry.change change_pkey PRIMARY KEY (seq)
registry.change change_publication_fkey FOREIGN KEY (publication) REFERENCES registry.publication(id)
registry.change change_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.claim claim_alias_fkey FOREIGN KEY (alias) REFERENCES registry.alias(id)
registry.claim claim_check CHECK (((closed_by IS NULL) = (closed_cause IS NULL)))
registry.claim claim_check1 CHECK (((closed_by IS NULL) = (seen_until IS NULL)))
registry.claim claim_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES registry.extraction(id)
registry.claim claim_document_fkey FOREIGN KEY (document) REFERENCES registry.document(id)
registry.claim claim_means_check CHECK ((cardinality(means) > 0))
registry.claim claim_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES registry.extraction(id)
registry.claim claim_pkey PRIMARY KEY (id)
registry.claim claim_quote_check CHECK ((quote <> ''::text))
registry.claim claim_source_fkey FOREIGN KEY (source) REFERENCES registry.source(id)
registry.conflict conflict_check CHECK (((state = 'snoozed'::text) OR (snoozed_until IS NULL)))
registry.conflict conflict_kind_check CHECK ((kind = ANY (ARRAY['between-sources'::text, 'inside-source'::text, 'history'::text, 'invariant'::text, 'lost-support'::text, 'identity'::text, 'alias-moved'::text])))
registry.conflict conflict_opened_in_fkey FOREIGN KEY (opened_in) REFERENCES registry.publication(id)
registry.conflict conflict_pkey PRIMARY KEY (id)
registry.conflict conflict_reopens_fkey FOREIGN KEY (reopens) REFERENCES registry.conflict(id)
registry.conflict conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'snoozed'::text, 'settled'::text, 'healed'::text])))
registry.conflict conflict_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.conflict conflict_version_check CHECK ((version > 0))
registry.decision decision_by_check CHECK ((by <> ''::text))
registry.decision decision_conflict_fkey FOREIGN KEY (conflict) REFERENCES registry.conflict(id)
registry.decision decision_pkey PRIMARY KEY (id)
registry.decision decision_reason_check CHECK ((reason <> ''::text))
registry.decision decision_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES registry.decision(id)
registry.decision decision_supersedes_key UNIQUE (supersedes)
registry.dirty dirty_cause_check CHECK ((cause = ANY (ARRAY['source'::text, 'decision'::text, 'rule'::text, 'policy'::text, 'identity'::text, 'reading'::text, 'time'::text])))
registry.dirty dirty_pkey PRIMARY KEY (subject, attribute, scope)
registry.dirty dirty_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.document document_accepted_extraction_fkey FOREIGN KEY (accepted_extraction) REFERENCES registry.extraction(id)
registry.document document_pkey PRIMARY KEY (id)
registry.document document_source_fkey FOREIGN KEY (source) REFERENCES registry.source(id)
registry.document document_source_url_key UNIQUE (source, url)
registry.extraction extraction_capture_fkey FOREIGN KEY (capture) REFERENCES registry.capture(id)
registry.extraction extraction_document_fkey FOREIGN KEY (document) REFERENCES registry.document(id)
registry.extraction extraction_pkey PRIMARY KEY (id)
registry.extraction extraction_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'refused'::text])))
registry.fact fact_check CHECK (((closed_in IS NULL) = ((valid_until IS NULL) AND (known_until IS NULL))))
registry.fact fact_closed_in_fkey FOREIGN KEY (closed_in) REFERENCES registry.publication(id)
registry.fact fact_decision_fkey FOREIGN KEY (decision) REFERENCES registry.decision(id)
registry.fact fact_pkey PRIMARY KEY (id)
registry.fact fact_publication_fkey FOREIGN KEY (publication) REFERENCES registry.publication(id)
registry.fact fact_status_check CHECK ((status = ANY (ARRAY['agreed'::text, 'single'::text, 'preferred'::text, 'ruled'::text, 'contested'::text, 'held'::text])))
registry.fact fact_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.mapping mapping_alias_fkey FOREIGN KEY (alias) REFERENCES registry.alias(id)
registry.mapping mapping_decision_fkey FOREIGN KEY (decision) REFERENCES registry.decision(id)
registry.mapping mapping_pkey PRIMARY KEY (id)
registry.mapping mapping_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.migration migration_pkey PRIMARY KEY (name)
registry.pending pending_document_fkey FOREIGN KEY (document) REFERENCES registry.document(id)
registry.pending pending_pkey PRIMARY KEY (subject, attribute, scope)
registry.pending pending_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.publication publication_pkey PRIMARY KEY (id)
registry.publication publication_run_fkey FOREIGN KEY (run) REFERENCES registry.run(id)
registry.round round_outcome_check CHECK ((outcome = ANY (ARRAY['changed'::text, 'unchanged'::text, 'refused'::text, 'failed'::text, 'interrupted'::text, 'partial'::text])))
registry.round round_pkey PRIMARY KEY (id)
registry.round round_run_fkey FOREIGN KEY (run) REFERENCES registry.run(id)
registry.round round_source_fkey FOREIGN KEY (source) REFERENCES registry.source(id)
registry.run run_pkey PRIMARY KEY (id)
registry.run run_world_check CHECK ((world = ANY (ARRAY['demo'::text, 'live'::text, 'recorded'::text])))
registry.settlement settlement_check CHECK ((num_nonnulls(decision, policy) >= 1))
registry.settlement settlement_conflict_fkey FOREIGN KEY (conflict) REFERENCES registry.conflict(id)
registry.settlement settlement_decision_fkey FOREIGN KEY (decision) REFERENCES registry.decision(id)
registry.settlement settlement_pkey PRIMARY KEY (id)
registry.settlement settlement_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES registry.decision(id)
registry.source source_id_check CHECK ((id <> ''::text))
registry.source source_kind_check CHECK ((kind = ANY (ARRAY['vendor'::text, 'host'::text, 'router'::text, 'catalogue'::text, 'comparison'::text, 'press'::text])))
registry.source source_pkey PRIMARY KEY (id)
registry.standing standing_claim_fkey FOREIGN KEY (claim) REFERENCES registry.claim(id)
registry.standing standing_pkey PRIMARY KEY (claim, subject, attribute, scope)
registry.standing standing_publication_fkey FOREIGN KEY (publication) REFERENCES registry.publication(id)
registry.standing standing_standing_check CHECK ((standing = ANY (ARRAY['supports'::text, 'against'::text, 'silent'::text])))
registry.standing standing_subject_fkey FOREIGN KEY (subject) REFERENCES registry.subject(id)
registry.subject subject_key_check CHECK ((key <> ''::text))
registry.subject subject_kind_check CHECK ((kind = ANY (ARRAY['provider'::text, 'model'::text, 'offering'::text, 'name'::text])))
registry.subject subject_kind_key_key UNIQUE (kind, key)
registry.subject subject_pkey PRIMARY KEY (id)
registry.world world_only_check CHECK ("only")
registry.world world_pkey PRIMARY KEY ("only")
registry.world world_world_check CHECK ((world = ANY (ARRAY['demo'::text, 'live'::text, 'recorded'::text])))

-- indexes
CREATE INDEX absence_alias ON registry.absence USING btree (alias)
CREATE INDEX absence_stands ON registry.absence USING btree (stands)
CREATE INDEX capture_body ON registry.capture USING btree (sha256)
CREATE INDEX capture_document ON registry.capture USING btree (document, id DESC)
CREATE INDEX capture_run ON registry.capture USING btree (run)
CREATE INDEX change_publication ON registry.change USING btree (publication)
CREATE INDEX change_subject ON registry.change USING btree (subject, attribute, scope)
CREATE INDEX claim_alias ON registry.claim USING btree (alias)
CREATE INDEX claim_closed_by ON registry.claim USING btree (closed_by)
CREATE INDEX claim_document ON registry.claim USING btree (document)
CREATE INDEX claim_live_alias ON registry.claim USING btree (alias, attribute, scope) WHERE (closed_by IS NULL)
CREATE INDEX claim_live_model ON registry.claim USING btree (((value ->> 'text'::text))) WHERE ((closed_by IS NULL) AND (attribute = 'model'::text))
CREATE INDEX claim_opened_by ON registry.claim USING btree (opened_by)
CREATE INDEX claim_source ON registry.claim USING btree (source)
CREATE INDEX claim_stated ON registry.claim USING btree (stated_until) WHERE ((closed_by IS NULL) AND (stated_until IS NOT NULL))
CREATE INDEX claim_withdrawn ON registry.claim USING btree (alias) WHERE (closed_cause = 'withdrawn'::text)
CREATE INDEX conflict_key ON registry.conflict USING btree (subject, attribute, scope)
CREATE INDEX conflict_opened_in ON registry.conflict USING btree (opened_in)
CREATE INDEX conflict_reopens ON registry.conflict USING btree (reopens)
CREATE INDEX conflict_state ON registry.conflict USING btree (state, id)
CREATE INDEX decision_conflict ON registry.decision USING btree (conflict)
CREATE INDEX decision_review ON registry.decision USING btree (review_after) WHERE (review_after IS NOT NULL)
CREATE INDEX document_accepted_extraction ON registry.document USING btree (accepted_extraction)
CREATE INDEX extraction_capture ON registry.extraction USING btree (capture)
CREATE INDEX extraction_document ON registry.extraction USING btree (document, id DESC)
CREATE INDEX fact_closed_in ON registry.fact USING btree (closed_in)
CREATE INDEX fact_decision ON registry.fact USING btree (decision)
CREATE INDEX fact_live_value ON registry.fact USING btree (attribute, value_text) WHERE ((valid_until IS NULL) AND (known_until IS NULL))
CREATE INDEX fact_publication ON registry.fact USING btree (publication)
CREATE INDEX fact_subject ON registry.fact USING btree (subject, attribute, scope)
CREATE INDEX mapping_alias ON registry.mapping USING btree (alias)
CREATE INDEX mapping_decision ON registry.mapping USING btree (decision)
CREATE INDEX mapping_subject ON registry.mapping USING btree (subject)
CREATE INDEX pending_document ON registry.pending USING btree (document)
CREATE INDEX publication_run ON registry.publication USING btree (run)
CREATE INDEX round_run ON registry.round USING btree (run)
CREATE INDEX round_source_slot ON registry.round USING btree (source, slot DESC)
CREATE INDEX settlement_conflict ON registry.settlement USING btree (conflict, id DESC)
CREATE INDEX settlement_decision ON registry.settlement USING btree (decision)
CREATE INDEX settlement_undone_by ON registry.settlement USING btree (undone_by)
CREATE INDEX standing_key ON registry.standing USING btree (subject, attribute, scope)
CREATE INDEX standing_publication ON registry.standing USING btree (publication)
CREATE INDEX subject_key ON registry.subject USING btree (key)
CREATE UNIQUE INDEX absence_pkey ON registry.absence USING btree (document, alias)
CREATE UNIQUE INDEX alias_pkey ON registry.alias USING btree (id)
CREATE UNIQUE INDEX alias_source_kind_provider_native_id_key ON registry.alias USING btree (source, kind, provider, native_id)
CREATE UNIQUE INDEX body_pkey ON registry.body USING btree (sha256)
CREATE UNIQUE INDEX capture_pkey ON registry.capture USING btree (id)
CREATE UNIQUE INDEX change_pkey ON registry.change USING btree (seq)
CREATE UNIQUE INDEX claim_live ON registry.claim USING btree (document, alias, attribute, scope, part, md5(as_written)) WHERE (closed_by IS NULL)
CREATE UNIQUE INDEX claim_pkey ON registry.claim USING btree (id)
CREATE UNIQUE INDEX conflict_live ON registry.conflict USING btree (subject, attribute, scope) WHERE (closed_at IS NULL)
CREATE UNIQUE INDEX conflict_pkey ON registry.conflict USING btree (id)
CREATE UNIQUE INDEX decision_pkey ON registry.decision USING btree (id)
CREATE UNIQUE INDEX decision_supersedes_key ON registry.decision USING btree (supersedes)
CREATE UNIQUE INDEX dirty_pkey ON registry.dirty USING btree (subject, attribute, scope)
CREATE UNIQUE INDEX document_pkey ON registry.document USING btree (id)
CREATE UNIQUE INDEX document_source_url_key ON registry.document USING btree (source, url)
CREATE UNIQUE INDEX extraction_pkey ON registry.extraction USING btree (id)
CREATE UNIQUE INDEX fact_live ON registry.fact USING btree (subject, attribute, scope, part) WHERE ((valid_until IS NULL) AND (known_until IS NULL))
CREATE UNIQUE INDEX fact_pkey ON registry.fact USING btree (id)
CREATE UNIQUE INDEX mapping_live ON registry.mapping USING btree (alias) WHERE (closed IS NULL)
CREATE UNIQUE INDEX mapping_pkey ON registry.mapping USING btree (id)
CREATE UNIQUE INDEX migration_pkey ON registry.migration USING btree (name)
CREATE UNIQUE INDEX pending_pkey ON registry.pending USING btree (subject, attribute, scope)
CREATE UNIQUE INDEX publication_pkey ON registry.publication USING btree (id)
CREATE UNIQUE INDEX round_pkey ON registry.round USING btree (id)
CREATE UNIQUE INDEX run_pkey ON registry.run USING btree (id)
CREATE UNIQUE INDEX settlement_pkey ON registry.settlement USING btree (id)
CREATE UNIQUE INDEX source_pkey ON registry.source USING btree (id)
CREATE UNIQUE INDEX standing_pkey ON registry.standing USING btree (claim, subject, attribute, scope)
CREATE UNIQUE INDEX subject_kind_key_key ON registry.subject USING btree (kind, key)
CREATE UNIQUE INDEX subject_pkey ON registry.subject USING btree (id)
CREATE UNIQUE INDEX world_pkey ON registry.world USING btree ("only")

-- triggers
CREATE TRIGGER decision_insert_only BEFORE DELETE OR UPDATE ON registry.decision FOR EACH ROW EXECUTE FUNCTION registry.decision_is_insert_only()

-- functions
CREATE OR REPLACE FUNCTION registry.decision_is_insert_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a decision is never changed or removed: supersede it' using errcode = 'restrict_violation';
end $function$


-- views
catalog_v1.change as
 SELECT change.seq,
    change.publication,
    change.at,
    subject.key AS subject,
    change.attribute,
    change.scope,
    change.part,
    change.op,
    change.before,
    change.after,
    change.cause,
    subject.kind AS subject_kind
   FROM registry.change
     JOIN registry.subject ON subject.id = change.subject;
catalog_v1.conflict as
 SELECT conflict.id,
    subject.key AS subject,
    conflict.attribute,
    conflict.scope,
    conflict.kind,
    conflict.diagnosis,
    conflict.arithmetic,
    conflict.state,
        CASE
            WHEN decision.id IS NOT NULL THEN decision.by
            WHEN settlement.authority IS NULL THEN 'policy: '::text || settlement.policy
            ELSE ((('policy: '::text || settlement.policy) || ' ('::text) || settlement.authority) || ')'::text
        END AS settled_by,
    conflict.opened_at,
    COALESCE(decision.at, settlement.at) AS decided_at,
    subject.kind AS subject_kind
   FROM registry.conflict
     JOIN registry.subject ON subject.id = conflict.subject
     LEFT JOIN LATERAL ( SELECT settlement_1.id,
            settlement_1.conflict,
            settlement_1.decision,
            settlement_1.policy,
            settlement_1.authority,
            settlement_1.considered,
            settlement_1.at,
            settlement_1.undone_by
           FROM registry.settlement settlement_1
          WHERE settlement_1.conflict = conflict.id AND settlement_1.undone_by IS NULL
          ORDER BY settlement_1.id DESC
         LIMIT 1) settlement ON conflict.state = ANY (ARRAY['settled'::text, 'healed'::text])
     LEFT JOIN registry.decision ON decision.id = settlement.decision;
catalog_v1.evidence as
 SELECT subject.key AS subject,
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
   FROM registry.standing
     JOIN registry.subject ON subject.id = standing.subject
     JOIN registry.claim ON claim.id = standing.claim
     JOIN registry.document ON document.id = claim.document
     JOIN registry.extraction ON extraction.id = claim.opened_by
     JOIN registry.capture ON capture.id = extraction.capture;
catalog_v1.fact as
 SELECT subject.key AS subject,
    subject.kind,
    fact.attribute,
    fact.scope,
    fact.part,
    fact.value_text AS value,
    fact.num AS number,
    fact.num_low AS low,
    fact.num_high AS high,
    fact."precision",
    fact.unit,
    fact.currency,
    fact.status,
    fact.basis,
    COALESCE(support.sources, 0::bigint) AS sources,
    fact.valid_from,
    fact.valid_until,
    fact.known_from,
    support.confirmed_at,
    fact.publication
   FROM registry.fact
     JOIN registry.subject ON subject.id = fact.subject
     LEFT JOIN LATERAL ( SELECT count(DISTINCT claim.source) AS sources,
            max(document.confirmed_at) AS confirmed_at
           FROM registry.standing
             JOIN registry.claim ON claim.id = standing.claim
             JOIN registry.document ON document.id = claim.document
          WHERE standing.subject = fact.subject AND standing.attribute = fact.attribute AND standing.scope = fact.scope AND standing.standing = 'supports'::text AND claim.part = fact.part) support ON true
  WHERE fact.valid_until IS NULL AND fact.known_until IS NULL AND fact.status <> 'held'::text;
catalog_v1.model as
 WITH published AS MATERIALIZED (
         SELECT fact.id,
            fact.subject,
            fact.attribute,
            fact.scope,
            fact.part,
            fact.value,
            fact.value_text,
            fact.num,
            fact.num_low,
            fact.num_high,
            fact."precision",
            fact.unit,
            fact.currency,
            fact.status,
            fact.basis,
            fact.decision,
            fact.valid_from,
            fact.valid_until,
            fact.known_from,
            fact.known_until,
            fact.publication,
            fact.closed_in,
            subject_1.kind,
            subject_1.key
           FROM registry.fact
             JOIN registry.subject subject_1 ON subject_1.id = fact.subject
          WHERE fact.valid_until IS NULL AND fact.known_until IS NULL AND fact.status <> 'held'::text
        ), makers_own AS (
         SELECT model.id AS model,
            min(sold.key COLLATE "C") AS offering
           FROM registry.subject model
             JOIN published sold ON sold.kind = 'offering'::text AND sold.attribute = 'model'::text AND sold.value_text = model.key
          WHERE model.kind = 'model'::text AND split_part(sold.key, '/'::text, 1) = split_part(model.key, '/'::text, 1)
          GROUP BY model.id
        ), told AS (
         SELECT published.subject AS model,
            'model'::text AS via,
            published.id,
            published.subject,
            published.attribute,
            published.scope,
            published.part,
            published.value,
            published.value_text,
            published.num,
            published.num_low,
            published.num_high,
            published."precision",
            published.unit,
            published.currency,
            published.status,
            published.basis,
            published.decision,
            published.valid_from,
            published.valid_until,
            published.known_from,
            published.known_until,
            published.publication,
            published.closed_in,
            published.kind,
            published.key
           FROM published
          WHERE published.kind = 'model'::text
        UNION ALL
         SELECT makers_own.model,
            makers_own.offering AS via,
            published.id,
            published.subject,
            published.attribute,
            published.scope,
            published.part,
            published.value,
            published.value_text,
            published.num,
            published.num_low,
            published.num_high,
            published."precision",
            published.unit,
            published.currency,
            published.status,
            published.basis,
            published.decision,
            published.valid_from,
            published.valid_until,
            published.known_from,
            published.known_until,
            published.publication,
            published.closed_in,
            published.kind,
            published.key
           FROM makers_own
             JOIN published ON published.kind = 'offering'::text AND published.key = makers_own.offering
          WHERE published.attribute <> 'model'::text AND NOT (EXISTS ( SELECT
                   FROM published own
                  WHERE own.subject = makers_own.model AND own.attribute = published.attribute AND own.scope = published.scope))
        )
 SELECT subject.key AS subject,
    told.attribute,
    told.scope,
    told.part,
    told.value_text AS value,
    told.num AS number,
    told.num_low AS low,
    told.num_high AS high,
    told."precision",
    told.unit,
    told.currency,
    told.status,
    told.basis,
    told.via
   FROM told
     JOIN registry.subject ON subject.id = told.model;

-- comments
catalog_v1.change: The feed of every change of a published fact, in the order in which they were committed.
catalog_v1.change.seq: Position in the feed; read on from the last one that you have seen.
catalog_v1.change.publication: Id of the publication; the changes of one publication belong together.
catalog_v1.change.at: When it was published.
catalog_v1.change.subject: Key of the subject.
catalog_v1.change.attribute: Attribute that changed.
catalog_v1.change.scope: Scope of the fact.
catalog_v1.change.part: Part of the fact.
catalog_v1.change.op: insert, update, delete, or status where only the certainty changed.
catalog_v1.change.before: The fact before, as JSON with decimals as text; empty for an insert.
catalog_v1.change.after: The fact after, as JSON with decimals as text; empty for a delete.
catalog_v1.change.cause: source, decision, rule, policy, identity, reading or time.
catalog_v1.change.subject_kind: provider, model, offering or name: a model and an offering may share a key text.
catalog_v1.conflict: Every episode in which claims about one fact disagreed, open or not.
catalog_v1.conflict.id: Number of the conflict, as the review queue shows it.
catalog_v1.conflict.subject: Key of the subject.
catalog_v1.conflict.attribute: Attribute on which the claims differ.
catalog_v1.conflict.scope: Scope on which the claims differ.
catalog_v1.conflict.kind: between-sources, inside-source, history, invariant, lost-support, identity or alias-moved.
catalog_v1.conflict.diagnosis: Why the values differ, such as notation, rounding or list-versus-effective; none-known if unexplained.
catalog_v1.conflict.arithmetic: The figures that show the diagnosis; empty where there is none.
catalog_v1.conflict.state: open, snoozed, settled or healed.
catalog_v1.conflict.settled_by: Who decided, or the step of the policy and the authority that it followed; empty while open.
catalog_v1.conflict.opened_at: When the disagreement was first published.
catalog_v1.conflict.decided_at: When it was settled; empty while open.
catalog_v1.conflict.subject_kind: provider, model, offering or name: a model and an offering may share a key text.
catalog_v1.evidence: Every claim that was judged for a fact, for it or against it, with its quote and where the page is kept.
catalog_v1.evidence.subject: Key of the subject of the fact.
catalog_v1.evidence.kind: provider, model, offering or name.
catalog_v1.evidence.attribute: Attribute of the fact; a claim that can mean several attributes stands under each.
catalog_v1.evidence.scope: Scope of the fact.
catalog_v1.evidence.part: Part that the claim speaks of.
catalog_v1.evidence.source: Id of the source that says so.
catalog_v1.evidence.standing: supports, against or silent (the source says that it has no value).
catalog_v1.evidence.as_written: The value exactly as it is written on the page.
catalog_v1.evidence.quote: The passage in which it is written, verbatim.
catalog_v1.evidence.locator: Where the passage stands in the stored body.
catalog_v1.evidence.url: Canonical address of the page.
catalog_v1.evidence.fetched_at: When the page that first said so was fetched.
catalog_v1.evidence.sha256: SHA-256 of the bytes of that page; the bytes are kept under it.
catalog_v1.evidence.chosen: True where the published value was taken from this claim.
catalog_v1.fact: Every published value that holds now. A value that is held back for a person is not here.
catalog_v1.fact.subject: Key of the subject: provider, <vendor>/<model>, <provider>/<its own id> for an offering, <source>/<text> for a name.
catalog_v1.fact.kind: provider, model, offering, or name where a source calls several models so; subject and kind name one subject.
catalog_v1.fact.attribute: What is stated: context_window, price, licence and so on.
catalog_v1.fact.scope: Qualifiers inside which sources are compared, such as USD;tier=batch or via=openrouter; may be empty.
catalog_v1.fact.part: Component inside the scope, such as input or output of a price; empty where there is only one.
catalog_v1.fact.value: The value as canonical text: a decimal, a date, a term, or free, included, not_offered, yes, no.
catalog_v1.fact.number: The value as an exact decimal where it is one; its unit stands in unit.
catalog_v1.fact.low: Least number that the source can have meant, where it wrote a rounded one.
catalog_v1.fact.high: Greatest number that the source can have meant, where it wrote a rounded one.
catalog_v1.fact.precision: exact or rounded for numbers; year, month, day or instant for dates.
catalog_v1.fact.unit: Unit of number: tokens, USD per 1M tokens and so on.
catalog_v1.fact.currency: ISO 4217 code of an amount of money; amounts are never converted.
catalog_v1.fact.status: agreed, single, preferred, ruled or contested: how sure the value is.
catalog_v1.fact.basis: One sentence: on what the value rests.
catalog_v1.fact.sources: Number of distinct sources whose claims support the value.
catalog_v1.fact.valid_from: Since when the value has been true in the world, as far as it is known.
catalog_v1.fact.valid_until: When it stopped being true; empty here, because only live values are shown.
catalog_v1.fact.known_from: Since when this value has been published.
catalog_v1.fact.confirmed_at: When a supporting document was last seen to say so.
catalog_v1.fact.publication: Id of the publication that brought this value.
catalog_v1.model: What is known of each model: its own fact, else that of its maker's own offering.
catalog_v1.model.subject: Key of the model: <vendor>/<model>.
catalog_v1.model.attribute: What is stated.
catalog_v1.model.scope: Qualifiers inside which sources are compared; may be empty.
catalog_v1.model.part: Component inside the scope; empty where there is only one.
catalog_v1.model.value: The value as canonical text.
catalog_v1.model.number: The value as an exact decimal where it is one.
catalog_v1.model.low: Least number that the source can have meant, where it wrote a rounded one.
catalog_v1.model.high: Greatest number that the source can have meant, where it wrote a rounded one.
catalog_v1.model.precision: exact or rounded for numbers; year, month, day or instant for dates.
catalog_v1.model.unit: Unit of number.
catalog_v1.model.currency: ISO 4217 code of an amount of money.
catalog_v1.model.status: agreed, single, preferred, ruled or contested.
catalog_v1.model.basis: One sentence: on what the value rests.
catalog_v1.model.via: model for the model's own fact, else the key of the maker's offering that it was taken from.
registry.absence: A name that a complete list no longer has: since when, in how many accepted rounds, when its claims were withdrawn. unlisted: its document is gone from the list. stands: the claim that it is not available.
registry.alias: What a source calls a subject, verbatim; has_id where native_id is the provider's own id, not a name.
registry.body: The bytes of a page, once per sha256 of the plain bytes; stored gzipped, size is plain.
registry.capture: Every attempt to fetch a document, whatever came of it.
registry.change: The ordered feed of changed facts; seq order is commit order.
registry.claim: Source S in document D says that alias A has value V for (attribute, scope, part). Live while closed_by is null.
registry.conflict: One episode of disagreement about one (subject, attribute, scope).
registry.decision: What a person ruled, on what evidence, why and until when. Insert only: an undo is a superseding decision.
registry.dirty: Keys to be judged by the next publication.
registry.document: One canonical URL of a source; confirmed_at is when its open claims were last seen.
registry.extraction: One reading of one capture; reading is the sha256 over the code that read it.
registry.fact: What we publish. valid_*: when it was true in the world; known_*: when we believed it. Live while both ends are open.
registry.mapping: The dated link alias to subject; it is closed and opened anew, never changed.
registry.migration: Which text of each migration made these tables.
registry.pending: Keys whose new value waits until it has stood long enough.
registry.publication: One transaction that changed facts.
registry.round: One slot of one source: all its documents. A refused round changed no claim.
registry.run: One command that worked on sources, from its start to its end.
registry.settlement: One row per conflict that a decision, a rule or a step of the policy settled, with what was considered.
registry.source: A place that states facts, as its folder in scrapers/ declares it.
registry.standing: How each live claim stood to the fact of its key at the last publication of that key; written anew per key.
registry.subject: What a fact can be about: a provider, a model, an offering or an ambiguous name, by its key.
registry.world: What this database holds; one row. A command of another world is refused.
