CREATE INDEX actor_by_document ON actor (document)
CREATE INDEX actor_by_id ON actor (id)
CREATE INDEX actor_by_telling ON actor (id, name, kind, speaks_for, role, basis, addition)
CREATE INDEX claim_by_addition ON claim (addition)
CREATE INDEX claim_by_by ON claim ("by") WHERE "by" IS NOT NULL
CREATE INDEX claim_by_day_document ON claim (day, document)
CREATE INDEX claim_by_document_day ON claim (document, day)
CREATE INDEX claim_by_statement ON claim (statement) WHERE statement IS NOT NULL
CREATE INDEX claim_by_step_day ON claim (CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL
CREATE INDEX clause_by_document ON clause (document)
CREATE INDEX clause_by_of ON clause ("of")
CREATE INDEX document_by_path ON document (path)
CREATE INDEX document_by_path_reliability ON document (path, reliability) WHERE publisher IS NULL
CREATE INDEX document_by_publisher_reliability ON document (publisher, reliability) WHERE publisher IS NOT NULL
CREATE INDEX document_by_sha256 ON document (sha256)
CREATE INDEX document_by_url ON document (url) WHERE url IS NOT NULL
CREATE INDEX ended_by_table_row ON ended ("table", "row")
CREATE INDEX event_by_act_day ON event (act, day)
CREATE INDEX event_by_actor_day ON event (actor, day) WHERE actor IS NOT NULL
CREATE INDEX event_by_addition ON event (addition)
CREATE INDEX event_by_alleged_by ON event (alleged_by) WHERE alleged_by IS NOT NULL
CREATE INDEX event_by_day_document ON event (day, document)
CREATE INDEX event_by_document_day ON event (document, day)
CREATE INDEX event_by_place ON event (place) WHERE place IS NOT NULL
CREATE INDEX event_by_recipient ON event (recipient) WHERE recipient IS NOT NULL
CREATE INDEX event_by_statement ON event (statement) WHERE statement IS NOT NULL
CREATE INDEX event_by_step_day ON event (CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL
CREATE INDEX failure_by_path ON failure (path)
CREATE INDEX inconsistency_by_addition ON inconsistency (addition)
CREATE INDEX inconsistency_by_day_document ON inconsistency (day, document)
CREATE INDEX inconsistency_by_document_day ON inconsistency (document, day)
CREATE INDEX mention_by_document ON mention (document)
CREATE INDEX mention_by_of ON mention ("of")
CREATE INDEX proposal_by_addition ON proposal (addition)
CREATE INDEX proposal_by_day_document ON proposal (day, document)
CREATE INDEX proposal_by_document_day ON proposal (document, day)
CREATE INDEX proposal_by_sponsor ON proposal (sponsor) WHERE sponsor IS NOT NULL
CREATE INDEX proposal_by_step_day ON proposal (CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL
CREATE INDEX relation_by_addition ON relation (addition)
CREATE INDEX relation_by_document_day ON relation (document, day)
CREATE INDEX relation_by_stated_by ON relation (stated_by) WHERE stated_by IS NOT NULL
CREATE INDEX replacement_by_document ON replacement (document)
CREATE INDEX replacement_by_replaces ON replacement (replaces)
CREATE INDEX response_by_addition ON response (addition)
CREATE INDEX response_by_alleged_by ON response (alleged_by) WHERE alleged_by IS NOT NULL
CREATE INDEX response_by_by ON response ("by") WHERE "by" IS NOT NULL
CREATE INDEX response_by_day_document ON response (day, document)
CREATE INDEX response_by_document_day ON response (document, day)
CREATE INDEX response_by_proposal ON response (proposal) WHERE proposal IS NOT NULL
CREATE INDEX response_by_statement ON response (statement) WHERE statement IS NOT NULL
CREATE INDEX response_by_step_day ON response (CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL
CREATE INDEX ruling_by_record ON ruling (record)
CREATE INDEX statement_by_about_day ON statement (about, day) WHERE about IS NOT NULL
CREATE INDEX statement_by_act_day ON statement (act, day)
CREATE INDEX statement_by_addition ON statement (addition)
CREATE INDEX statement_by_addressee ON statement (addressee) WHERE addressee IS NOT NULL
CREATE INDEX statement_by_channel_day ON statement (channel, day)
CREATE INDEX statement_by_day_document ON statement (day, document)
CREATE INDEX statement_by_document_day ON statement (document, day)
CREATE INDEX statement_by_speaker_day ON statement (speaker, day) WHERE speaker IS NOT NULL
CREATE INDEX statement_by_step_day ON statement (CAST(probability * 20 AS INTEGER), day, probability) WHERE probability IS NOT NULL
CREATE INDEX statement_by_within ON statement (within) WHERE within IS NOT NULL
CREATE INDEX succession_by_item ON succession (item)
CREATE TABLE actor ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, document INTEGER, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, speaks_for TEXT, role TEXT, basis TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE addition ( number INTEGER NOT NULL, kind TEXT NOT NULL, seen_at TEXT NOT NULL, reader TEXT NOT NULL, rows TEXT NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (number) ) STRICT
CREATE TABLE alembic_version ( version_num TEXT NOT NULL, PRIMARY KEY (version_num) ) STRICT
CREATE TABLE claim ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, kind TEXT NOT NULL, chance REAL, statement TEXT, probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, "by" TEXT, by_start INTEGER, by_end INTEGER, by_text TEXT, due_earliest TEXT, due_latest TEXT, body TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE clause ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, "of" TEXT NOT NULL, "order" INTEGER NOT NULL, issue TEXT NOT NULL, gives_to TEXT, taken_from TEXT, is_hedged INTEGER NOT NULL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE document ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL, body_start INTEGER NOT NULL, sha256 TEXT NOT NULL, title TEXT, publisher TEXT, url TEXT, author TEXT, published_on TEXT, updated_on TEXT, reliability TEXT NOT NULL, encoding TEXT NOT NULL, media_type TEXT NOT NULL, language TEXT NOT NULL, part TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number) ) STRICT
CREATE TABLE ended ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, "table" TEXT NOT NULL, "row" INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number) ) STRICT
CREATE TABLE event ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, act TEXT NOT NULL, factuality TEXT NOT NULL, statement TEXT, probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, actor TEXT, actor_start INTEGER, actor_end INTEGER, actor_text TEXT, recipient TEXT, recipient_start INTEGER, recipient_end INTEGER, recipient_text TEXT, place TEXT, place_start INTEGER, place_end INTEGER, place_text TEXT, alleged_by TEXT, alleged_by_start INTEGER, alleged_by_end INTEGER, alleged_by_text TEXT, time_earliest TEXT, time_latest TEXT, body TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE failure ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number) ) STRICT
CREATE TABLE head ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, rulings INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (number) ) STRICT
CREATE TABLE inconsistency ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, kind TEXT NOT NULL, about TEXT, found TEXT NOT NULL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE mention ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, "of" TEXT NOT NULL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE proposal ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, name TEXT NOT NULL, sponsor_open TEXT, probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, sponsor TEXT, sponsor_start INTEGER, sponsor_end INTEGER, sponsor_text TEXT, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE relation ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, stated_by TEXT, probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE replacement ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, document INTEGER NOT NULL, replaces INTEGER NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number), FOREIGN KEY(replaces) REFERENCES document (number) ) STRICT
CREATE TABLE response ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, kind TEXT NOT NULL, proposal TEXT, statement TEXT, probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, "by" TEXT, by_start INTEGER, by_end INTEGER, by_text TEXT, alleged_by TEXT, alleged_by_start INTEGER, alleged_by_end INTEGER, alleged_by_text TEXT, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE ruling ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, "by" TEXT NOT NULL, ruled_at TEXT NOT NULL, because TEXT NOT NULL, change TEXT NOT NULL, previous TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id), FOREIGN KEY(addition) REFERENCES addition (number) ) STRICT
CREATE TABLE statement ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL, day TEXT, id TEXT NOT NULL, mode TEXT NOT NULL, channel TEXT NOT NULL, speaker_open TEXT, act TEXT NOT NULL, toward TEXT, direction TEXT, is_negated INTEGER NOT NULL, within TEXT, about TEXT, modality TEXT, tense TEXT, probability REAL, speaker_probability REAL, document INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, speaker TEXT, speaker_start INTEGER, speaker_end INTEGER, speaker_text TEXT, addressee TEXT, addressee_start INTEGER, addressee_end INTEGER, addressee_text TEXT, said_on_earliest TEXT, said_on_latest TEXT, body TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (id, version), FOREIGN KEY(addition) REFERENCES addition (number), FOREIGN KEY(document) REFERENCES document (number) ) STRICT
CREATE TABLE succession ( number INTEGER NOT NULL, addition INTEGER NOT NULL, digest BLOB NOT NULL, item TEXT NOT NULL, successor TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(addition) REFERENCES addition (number) ) STRICT
CREATE TRIGGER actor_no_delete BEFORE DELETE ON actor BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER actor_no_update BEFORE UPDATE ON actor BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER addition_no_delete BEFORE DELETE ON addition BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER addition_no_update BEFORE UPDATE ON addition BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER clause_no_delete BEFORE DELETE ON clause BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER clause_no_update BEFORE UPDATE ON clause BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER ended_no_delete BEFORE DELETE ON ended BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER ended_no_update BEFORE UPDATE ON ended BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER failure_no_delete BEFORE DELETE ON failure BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER failure_no_update BEFORE UPDATE ON failure BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER head_no_update BEFORE UPDATE ON head WHEN NEW.addition <= OLD.addition BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER inconsistency_no_delete BEFORE DELETE ON inconsistency BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER inconsistency_no_update BEFORE UPDATE ON inconsistency BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER mention_no_update BEFORE UPDATE ON mention BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER proposal_no_update BEFORE UPDATE ON proposal BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER relation_no_delete BEFORE DELETE ON relation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER relation_no_update BEFORE UPDATE ON relation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER replacement_no_delete BEFORE DELETE ON replacement BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER replacement_no_update BEFORE UPDATE ON replacement BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER response_no_delete BEFORE DELETE ON response BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER response_no_update BEFORE UPDATE ON response BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER ruling_no_delete BEFORE DELETE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER ruling_no_update BEFORE UPDATE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER succession_no_delete BEFORE DELETE ON succession BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE TRIGGER succession_no_update BEFORE UPDATE ON succession BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END
CREATE VIRTUAL TABLE words USING fts5(wording, content='', columnsize=0, tokenize='ascii')
