import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'
import { addMissingReviews } from '../../src/index.js'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TABLE "reviews" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"kind" varchar NOT NULL,
  	"document_key" varchar NOT NULL,
  	"state" varchar DEFAULT 'waiting' NOT NULL,
  	"score" numeric,
  	"reason" varchar,
  	"note" varchar,
  	"run_id" integer,
  	"requester_id" integer,
  	"curriculum_id" integer,
  	"decided_by_id" integer,
  	"decided_at" timestamp(3) with time zone,
  	"decided_hash" varchar,
  	"how" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "reviews_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "reviews_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"drills_id" integer,
  	"lessons_id" integer,
  	"sections_id" integer,
  	"courses_id" integer,
  	"plans_id" integer,
  	"proposals_id" integer
  );
  
  CREATE TABLE "proposals" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"target_key" varchar NOT NULL,
  	"status" varchar DEFAULT 'open' NOT NULL,
  	"changes" jsonb NOT NULL,
  	"feedback" varchar,
  	"reason" varchar,
  	"run_id" integer,
  	"model" varchar,
  	"provider" varchar,
  	"prompt_version" varchar,
  	"decided_by_id" integer,
  	"decided_at" timestamp(3) with time zone,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "proposals_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "proposals_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"drills_id" integer,
  	"lessons_id" integer,
  	"sections_id" integer,
  	"courses_id" integer,
  	"plans_id" integer
  );
  
  ALTER TABLE "drills" ADD COLUMN "replaced" jsonb;
  ALTER TABLE "drills" ADD COLUMN "last_writer" varchar;
  ALTER TABLE "drills" ADD COLUMN "ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "_drills_v" ADD COLUMN "version_replaced" jsonb;
  ALTER TABLE "_drills_v" ADD COLUMN "version_last_writer" varchar;
  ALTER TABLE "_drills_v" ADD COLUMN "version_ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "lessons" ADD COLUMN "replaced" jsonb;
  ALTER TABLE "lessons" ADD COLUMN "last_writer" varchar;
  ALTER TABLE "lessons" ADD COLUMN "ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "_lessons_v" ADD COLUMN "version_replaced" jsonb;
  ALTER TABLE "_lessons_v" ADD COLUMN "version_last_writer" varchar;
  ALTER TABLE "_lessons_v" ADD COLUMN "version_ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "sections" ADD COLUMN "replaced" jsonb;
  ALTER TABLE "sections" ADD COLUMN "last_writer" varchar;
  ALTER TABLE "sections" ADD COLUMN "ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "_sections_v" ADD COLUMN "version_replaced" jsonb;
  ALTER TABLE "_sections_v" ADD COLUMN "version_last_writer" varchar;
  ALTER TABLE "_sections_v" ADD COLUMN "version_ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "courses" ADD COLUMN "replaced" jsonb;
  ALTER TABLE "courses" ADD COLUMN "last_writer" varchar;
  ALTER TABLE "courses" ADD COLUMN "ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "_courses_v" ADD COLUMN "version_replaced" jsonb;
  ALTER TABLE "_courses_v" ADD COLUMN "version_last_writer" varchar;
  ALTER TABLE "_courses_v" ADD COLUMN "version_ai_disclosure" varchar DEFAULT 'none';
  ALTER TABLE "plans" ADD COLUMN "written" jsonb;
  ALTER TABLE "plans" ADD COLUMN "replaced" jsonb;
  ALTER TABLE "plans" ADD COLUMN "last_writer" varchar;
  ALTER TABLE "_plans_v" ADD COLUMN "version_written" jsonb;
  ALTER TABLE "_plans_v" ADD COLUMN "version_replaced" jsonb;
  ALTER TABLE "_plans_v" ADD COLUMN "version_last_writer" varchar;
  ALTER TABLE "reviews" ADD CONSTRAINT "reviews_run_id_generation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "reviews" ADD CONSTRAINT "reviews_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "reviews" ADD CONSTRAINT "reviews_curriculum_id_curricula_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "reviews" ADD CONSTRAINT "reviews_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "reviews_texts" ADD CONSTRAINT "reviews_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."reviews"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."reviews"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_drills_fk" FOREIGN KEY ("drills_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_sections_fk" FOREIGN KEY ("sections_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_plans_fk" FOREIGN KEY ("plans_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "reviews_rels" ADD CONSTRAINT "reviews_rels_proposals_fk" FOREIGN KEY ("proposals_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals" ADD CONSTRAINT "proposals_run_id_generation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "proposals_texts" ADD CONSTRAINT "proposals_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_drills_fk" FOREIGN KEY ("drills_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_sections_fk" FOREIGN KEY ("sections_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "proposals_rels" ADD CONSTRAINT "proposals_rels_plans_fk" FOREIGN KEY ("plans_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  CREATE UNIQUE INDEX "reviews_document_key_idx" ON "reviews" USING btree ("document_key");
  CREATE INDEX "reviews_run_idx" ON "reviews" USING btree ("run_id");
  CREATE INDEX "reviews_requester_idx" ON "reviews" USING btree ("requester_id");
  CREATE INDEX "reviews_curriculum_idx" ON "reviews" USING btree ("curriculum_id");
  CREATE INDEX "reviews_decided_by_idx" ON "reviews" USING btree ("decided_by_id");
  CREATE INDEX "reviews_updated_at_idx" ON "reviews" USING btree ("updated_at");
  CREATE INDEX "reviews_created_at_idx" ON "reviews" USING btree ("created_at");
  CREATE INDEX "state_kind_createdAt_idx" ON "reviews" USING btree ("state","kind","created_at");
  CREATE INDEX "run_state_idx" ON "reviews" USING btree ("run_id","state");
  CREATE INDEX "curriculum_state_idx" ON "reviews" USING btree ("curriculum_id","state");
  CREATE INDEX "reviews_texts_order_parent" ON "reviews_texts" USING btree ("order","parent_id");
  CREATE INDEX "reviews_rels_order_idx" ON "reviews_rels" USING btree ("order");
  CREATE INDEX "reviews_rels_parent_idx" ON "reviews_rels" USING btree ("parent_id");
  CREATE INDEX "reviews_rels_path_idx" ON "reviews_rels" USING btree ("path");
  CREATE INDEX "reviews_rels_drills_id_idx" ON "reviews_rels" USING btree ("drills_id");
  CREATE INDEX "reviews_rels_lessons_id_idx" ON "reviews_rels" USING btree ("lessons_id");
  CREATE INDEX "reviews_rels_sections_id_idx" ON "reviews_rels" USING btree ("sections_id");
  CREATE INDEX "reviews_rels_courses_id_idx" ON "reviews_rels" USING btree ("courses_id");
  CREATE INDEX "reviews_rels_plans_id_idx" ON "reviews_rels" USING btree ("plans_id");
  CREATE INDEX "reviews_rels_proposals_id_idx" ON "reviews_rels" USING btree ("proposals_id");
  CREATE INDEX "proposals_run_idx" ON "proposals" USING btree ("run_id");
  CREATE INDEX "proposals_decided_by_idx" ON "proposals" USING btree ("decided_by_id");
  CREATE INDEX "proposals_updated_at_idx" ON "proposals" USING btree ("updated_at");
  CREATE INDEX "proposals_created_at_idx" ON "proposals" USING btree ("created_at");
  CREATE INDEX "targetKey_status_idx" ON "proposals" USING btree ("target_key","status");
  CREATE INDEX "run_idx" ON "proposals" USING btree ("run_id");
  CREATE INDEX "proposals_texts_order_parent" ON "proposals_texts" USING btree ("order","parent_id");
  CREATE INDEX "proposals_rels_order_idx" ON "proposals_rels" USING btree ("order");
  CREATE INDEX "proposals_rels_parent_idx" ON "proposals_rels" USING btree ("parent_id");
  CREATE INDEX "proposals_rels_path_idx" ON "proposals_rels" USING btree ("path");
  CREATE INDEX "proposals_rels_drills_id_idx" ON "proposals_rels" USING btree ("drills_id");
  CREATE INDEX "proposals_rels_lessons_id_idx" ON "proposals_rels" USING btree ("lessons_id");
  CREATE INDEX "proposals_rels_sections_id_idx" ON "proposals_rels" USING btree ("sections_id");
  CREATE INDEX "proposals_rels_courses_id_idx" ON "proposals_rels" USING btree ("courses_id");
  CREATE INDEX "proposals_rels_plans_id_idx" ON "proposals_rels" USING btree ("plans_id");`)
  // Drafts from before there were reviews.
  await addMissingReviews(req)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "reviews" CASCADE;
  DROP TABLE "reviews_texts" CASCADE;
  DROP TABLE "reviews_rels" CASCADE;
  DROP TABLE "proposals" CASCADE;
  DROP TABLE "proposals_texts" CASCADE;
  DROP TABLE "proposals_rels" CASCADE;
  ALTER TABLE "drills" DROP COLUMN "replaced";
  ALTER TABLE "drills" DROP COLUMN "last_writer";
  ALTER TABLE "drills" DROP COLUMN "ai_disclosure";
  ALTER TABLE "_drills_v" DROP COLUMN "version_replaced";
  ALTER TABLE "_drills_v" DROP COLUMN "version_last_writer";
  ALTER TABLE "_drills_v" DROP COLUMN "version_ai_disclosure";
  ALTER TABLE "lessons" DROP COLUMN "replaced";
  ALTER TABLE "lessons" DROP COLUMN "last_writer";
  ALTER TABLE "lessons" DROP COLUMN "ai_disclosure";
  ALTER TABLE "_lessons_v" DROP COLUMN "version_replaced";
  ALTER TABLE "_lessons_v" DROP COLUMN "version_last_writer";
  ALTER TABLE "_lessons_v" DROP COLUMN "version_ai_disclosure";
  ALTER TABLE "sections" DROP COLUMN "replaced";
  ALTER TABLE "sections" DROP COLUMN "last_writer";
  ALTER TABLE "sections" DROP COLUMN "ai_disclosure";
  ALTER TABLE "_sections_v" DROP COLUMN "version_replaced";
  ALTER TABLE "_sections_v" DROP COLUMN "version_last_writer";
  ALTER TABLE "_sections_v" DROP COLUMN "version_ai_disclosure";
  ALTER TABLE "courses" DROP COLUMN "replaced";
  ALTER TABLE "courses" DROP COLUMN "last_writer";
  ALTER TABLE "courses" DROP COLUMN "ai_disclosure";
  ALTER TABLE "_courses_v" DROP COLUMN "version_replaced";
  ALTER TABLE "_courses_v" DROP COLUMN "version_last_writer";
  ALTER TABLE "_courses_v" DROP COLUMN "version_ai_disclosure";
  ALTER TABLE "plans" DROP COLUMN "written";
  ALTER TABLE "plans" DROP COLUMN "replaced";
  ALTER TABLE "plans" DROP COLUMN "last_writer";
  ALTER TABLE "_plans_v" DROP COLUMN "version_written";
  ALTER TABLE "_plans_v" DROP COLUMN "version_replaced";
  ALTER TABLE "_plans_v" DROP COLUMN "version_last_writer";`)
}
