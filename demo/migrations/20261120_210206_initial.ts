import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_users_role" AS ENUM('student', 'teacher', 'editor', 'admin');
  CREATE TYPE "public"."enum_positions_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum_positions_phase" AS ENUM('opening', 'middlegame', 'endgame', 'early', 'middle', 'bearoff');
  CREATE TYPE "public"."enum_positions_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum_curricula_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum_profiles_level" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum_drill_series_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum_drill_series_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum_drill_series_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__drill_series_v_version_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum__drill_series_v_version_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum__drill_series_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_drills_phase" AS ENUM('opening', 'middlegame', 'endgame', 'early', 'middle', 'bearoff');
  CREATE TYPE "public"."enum_drills_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum_drills_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__drills_v_version_phase" AS ENUM('opening', 'middlegame', 'endgame', 'early', 'middle', 'bearoff');
  CREATE TYPE "public"."enum__drills_v_version_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum__drills_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_generation_runs_kind" AS ENUM('drillSeries');
  CREATE TYPE "public"."enum_generation_runs_status" AS ENUM('queued', 'planning', 'running', 'paused', 'completed', 'partial', 'failed', 'cancelled');
  CREATE TYPE "public"."enum_generation_runs_paused_for" AS ENUM('user', 'budget', 'approval');
  CREATE TYPE "public"."enum_generation_steps_kind" AS ENUM('plan', 'generate', 'finish');
  CREATE TYPE "public"."enum_generation_steps_status" AS ENUM('queued', 'running', 'done', 'failed', 'cancelled');
  CREATE TYPE "public"."enum_generation_logs_type" AS ENUM('attempt', 'event', 'alert');
  CREATE TYPE "public"."enum_generation_logs_outcome" AS ENUM('ok', 'invalid', 'refused', 'truncated', 'timeout', 'rate-limited', 'unavailable', 'rejected', 'aborted');
  CREATE TYPE "public"."enum_payload_jobs_log_task_slug" AS ENUM('inline', 'runStep');
  CREATE TYPE "public"."enum_payload_jobs_log_state" AS ENUM('failed', 'succeeded');
  CREATE TYPE "public"."enum_payload_jobs_task_slug" AS ENUM('inline', 'runStep');
  CREATE TABLE "users_sessions" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"created_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone NOT NULL
  );
  
  CREATE TABLE "users" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"role" "enum_users_role" DEFAULT 'student' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"email" varchar NOT NULL,
  	"reset_password_token" varchar,
  	"reset_password_expiration" timestamp(3) with time zone,
  	"salt" varchar,
  	"hash" varchar,
  	"reset_password_requested_at" timestamp(3) with time zone,
  	"login_attempts" numeric DEFAULT 0,
  	"lock_until" timestamp(3) with time zone
  );
  
  CREATE TABLE "positions" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"game" "enum_positions_game" DEFAULT 'chess' NOT NULL,
  	"phase" "enum_positions_phase",
  	"notation" varchar NOT NULL,
  	"difficulty" "enum_positions_difficulty" DEFAULT 'intermediate' NOT NULL,
  	"solution_best" varchar NOT NULL,
  	"solution_line" varchar,
  	"solution_score" varchar,
  	"source" varchar,
  	"notes" varchar,
  	"content_hash" varchar,
  	"sample_key" numeric,
  	"drill_count" numeric DEFAULT 0,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "positions_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "curricula_principles" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"explanation" varchar
  );
  
  CREATE TABLE "curricula_objectives" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"statement" varchar NOT NULL
  );
  
  CREATE TABLE "curricula" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"subject" varchar NOT NULL,
  	"game" "enum_curricula_game" DEFAULT 'chess' NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "curricula_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "profiles" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar NOT NULL,
  	"level" "enum_profiles_level" DEFAULT 'intermediate' NOT NULL,
  	"language" varchar DEFAULT 'English' NOT NULL,
  	"goals" varchar,
  	"tone" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "drill_series" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"game" "enum_drill_series_game" DEFAULT 'chess',
  	"difficulty" "enum_drill_series_difficulty",
  	"curriculum_id" integer,
  	"profile_id" integer,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_drill_series_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "_drill_series_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_title" varchar,
  	"version_game" "enum__drill_series_v_version_game" DEFAULT 'chess',
  	"version_difficulty" "enum__drill_series_v_version_difficulty",
  	"version_curriculum_id" integer,
  	"version_profile_id" integer,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__drill_series_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "drills_choices" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"rationale" varchar
  );
  
  CREATE TABLE "drills_hints" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "drills" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"prompt" varchar,
  	"solution" varchar,
  	"explanation" jsonb,
  	"series_id" integer,
  	"order" numeric,
  	"position_id" integer,
  	"principle" varchar,
  	"phase" "enum_drills_phase",
  	"difficulty" "enum_drills_difficulty",
  	"game" varchar,
  	"notation" varchar,
  	"provenance_run_id" integer,
  	"provenance_step_id" integer,
  	"provenance_item" varchar,
  	"provenance_model" varchar,
  	"provenance_provider" varchar,
  	"provenance_prompt_version" varchar,
  	"provenance_offline" boolean,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_drills_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "drills_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_drills_v_version_choices" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"rationale" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_drills_v_version_hints" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_drills_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_prompt" varchar,
  	"version_solution" varchar,
  	"version_explanation" jsonb,
  	"version_series_id" integer,
  	"version_order" numeric,
  	"version_position_id" integer,
  	"version_principle" varchar,
  	"version_phase" "enum__drills_v_version_phase",
  	"version_difficulty" "enum__drills_v_version_difficulty",
  	"version_game" varchar,
  	"version_notation" varchar,
  	"version_provenance_run_id" integer,
  	"version_provenance_step_id" integer,
  	"version_provenance_item" varchar,
  	"version_provenance_model" varchar,
  	"version_provenance_provider" varchar,
  	"version_provenance_prompt_version" varchar,
  	"version_provenance_offline" boolean,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__drills_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_drills_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "generation_runs" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"kind" "enum_generation_runs_kind" DEFAULT 'drillSeries' NOT NULL,
  	"input" jsonb NOT NULL,
  	"idempotency_key" varchar,
  	"priority" numeric DEFAULT 0,
  	"requester_id" integer,
  	"role" varchar,
  	"status" "enum_generation_runs_status" DEFAULT 'queued',
  	"paused_for" "enum_generation_runs_paused_for",
  	"series_id" integer,
  	"progress_requested" numeric DEFAULT 0,
  	"progress_generated" numeric DEFAULT 0,
  	"progress_failed" numeric DEFAULT 0,
  	"usage_calls" numeric DEFAULT 0,
  	"usage_prompt_tokens" numeric DEFAULT 0,
  	"usage_cached_tokens" numeric DEFAULT 0,
  	"usage_completion_tokens" numeric DEFAULT 0,
  	"positions_loaded" numeric DEFAULT 0,
  	"notice" varchar,
  	"error" varchar,
  	"gaps" jsonb,
  	"started_at" timestamp(3) with time zone,
  	"finished_at" timestamp(3) with time zone,
  	"open_steps" numeric DEFAULT 0,
  	"version" numeric DEFAULT 0,
  	"last_action" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "generation_steps" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"run_id" integer NOT NULL,
  	"requester_id" integer,
  	"index" numeric NOT NULL,
  	"kind" "enum_generation_steps_kind" NOT NULL,
  	"status" "enum_generation_steps_status" NOT NULL,
  	"priority" numeric DEFAULT 0 NOT NULL,
  	"run_after" timestamp(3) with time zone NOT NULL,
  	"attempts" numeric DEFAULT 0 NOT NULL,
  	"claims" numeric DEFAULT 0 NOT NULL,
  	"lease_owner" varchar,
  	"lease_until" timestamp(3) with time zone,
  	"token" numeric DEFAULT 0 NOT NULL,
  	"input" jsonb,
  	"result" jsonb,
  	"saved" numeric DEFAULT 0 NOT NULL,
  	"missing" numeric DEFAULT 0 NOT NULL,
  	"error" varchar,
  	"version" numeric DEFAULT 0 NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "generation_logs" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"type" "enum_generation_logs_type" NOT NULL,
  	"run_id" integer,
  	"step_id" integer,
  	"outcome" "enum_generation_logs_outcome",
  	"provider" varchar,
  	"model" varchar,
  	"prompt_tokens" numeric,
  	"cached_tokens" numeric,
  	"completion_tokens" numeric,
  	"ms" numeric,
  	"request_id" varchar,
  	"message" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_kv" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"data" jsonb NOT NULL
  );
  
  CREATE TABLE "payload_jobs_log" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"executed_at" timestamp(3) with time zone NOT NULL,
  	"completed_at" timestamp(3) with time zone NOT NULL,
  	"task_slug" "enum_payload_jobs_log_task_slug" NOT NULL,
  	"task_i_d" varchar NOT NULL,
  	"input" jsonb,
  	"output" jsonb,
  	"state" "enum_payload_jobs_log_state" NOT NULL,
  	"error" jsonb
  );
  
  CREATE TABLE "payload_jobs" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"input" jsonb,
  	"completed_at" timestamp(3) with time zone,
  	"total_tried" numeric DEFAULT 0,
  	"has_error" boolean DEFAULT false,
  	"error" jsonb,
  	"task_slug" "enum_payload_jobs_task_slug",
  	"queue" varchar DEFAULT 'default',
  	"wait_until" timestamp(3) with time zone,
  	"processing" boolean DEFAULT false,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"global_slug" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_locked_documents_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" integer,
  	"positions_id" integer,
  	"curricula_id" integer,
  	"profiles_id" integer,
  	"drill_series_id" integer,
  	"drills_id" integer,
  	"generation_runs_id" integer,
  	"generation_steps_id" integer,
  	"generation_logs_id" integer
  );
  
  CREATE TABLE "payload_preferences" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"value" jsonb,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "payload_preferences_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"users_id" integer
  );
  
  CREATE TABLE "payload_migrations" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"name" varchar,
  	"batch" numeric,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  ALTER TABLE "users_sessions" ADD CONSTRAINT "users_sessions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "positions_texts" ADD CONSTRAINT "positions_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "curricula_principles" ADD CONSTRAINT "curricula_principles_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."curricula"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "curricula_objectives" ADD CONSTRAINT "curricula_objectives_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."curricula"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "curricula_texts" ADD CONSTRAINT "curricula_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."curricula"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "drill_series" ADD CONSTRAINT "drill_series_curriculum_id_curricula_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drill_series" ADD CONSTRAINT "drill_series_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drill_series_v" ADD CONSTRAINT "_drill_series_v_parent_id_drill_series_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."drill_series"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drill_series_v" ADD CONSTRAINT "_drill_series_v_version_curriculum_id_curricula_id_fk" FOREIGN KEY ("version_curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drill_series_v" ADD CONSTRAINT "_drill_series_v_version_profile_id_profiles_id_fk" FOREIGN KEY ("version_profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drills_choices" ADD CONSTRAINT "drills_choices_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "drills_hints" ADD CONSTRAINT "drills_hints_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "drills" ADD CONSTRAINT "drills_series_id_drill_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."drill_series"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drills" ADD CONSTRAINT "drills_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drills" ADD CONSTRAINT "drills_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drills" ADD CONSTRAINT "drills_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "drills_texts" ADD CONSTRAINT "drills_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_drills_v_version_choices" ADD CONSTRAINT "_drills_v_version_choices_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_drills_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_drills_v_version_hints" ADD CONSTRAINT "_drills_v_version_hints_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_drills_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_drills_v" ADD CONSTRAINT "_drills_v_parent_id_drills_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."drills"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drills_v" ADD CONSTRAINT "_drills_v_version_series_id_drill_series_id_fk" FOREIGN KEY ("version_series_id") REFERENCES "public"."drill_series"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drills_v" ADD CONSTRAINT "_drills_v_version_position_id_positions_id_fk" FOREIGN KEY ("version_position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drills_v" ADD CONSTRAINT "_drills_v_version_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("version_provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drills_v" ADD CONSTRAINT "_drills_v_version_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("version_provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_drills_v_texts" ADD CONSTRAINT "_drills_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_drills_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "generation_runs" ADD CONSTRAINT "generation_runs_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_runs" ADD CONSTRAINT "generation_runs_series_id_drill_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."drill_series"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_steps" ADD CONSTRAINT "generation_steps_run_id_generation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_steps" ADD CONSTRAINT "generation_steps_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_logs" ADD CONSTRAINT "generation_logs_run_id_generation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "generation_logs" ADD CONSTRAINT "generation_logs_step_id_generation_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "payload_jobs_log" ADD CONSTRAINT "payload_jobs_log_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."payload_jobs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_locked_documents"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_positions_fk" FOREIGN KEY ("positions_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_curricula_fk" FOREIGN KEY ("curricula_id") REFERENCES "public"."curricula"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_profiles_fk" FOREIGN KEY ("profiles_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_drill_series_fk" FOREIGN KEY ("drill_series_id") REFERENCES "public"."drill_series"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_drills_fk" FOREIGN KEY ("drills_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_runs_fk" FOREIGN KEY ("generation_runs_id") REFERENCES "public"."generation_runs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_steps_fk" FOREIGN KEY ("generation_steps_id") REFERENCES "public"."generation_steps"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_generation_logs_fk" FOREIGN KEY ("generation_logs_id") REFERENCES "public"."generation_logs"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."payload_preferences"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_preferences_rels" ADD CONSTRAINT "payload_preferences_rels_users_fk" FOREIGN KEY ("users_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "users_sessions_order_idx" ON "users_sessions" USING btree ("_order");
  CREATE INDEX "users_sessions_parent_id_idx" ON "users_sessions" USING btree ("_parent_id");
  CREATE INDEX "users_updated_at_idx" ON "users" USING btree ("updated_at");
  CREATE INDEX "users_created_at_idx" ON "users" USING btree ("created_at");
  CREATE UNIQUE INDEX "users_email_idx" ON "users" USING btree ("email");
  CREATE UNIQUE INDEX "positions_content_hash_idx" ON "positions" USING btree ("content_hash");
  CREATE INDEX "positions_updated_at_idx" ON "positions" USING btree ("updated_at");
  CREATE INDEX "positions_created_at_idx" ON "positions" USING btree ("created_at");
  CREATE INDEX "game_phase_drillCount_sampleKey_idx" ON "positions" USING btree ("game","phase","drill_count","sample_key");
  CREATE INDEX "game_phase_difficulty_drillCount_sampleKey_idx" ON "positions" USING btree ("game","phase","difficulty","drill_count","sample_key");
  CREATE INDEX "positions_texts_order_parent" ON "positions_texts" USING btree ("order","parent_id");
  CREATE INDEX "curricula_principles_order_idx" ON "curricula_principles" USING btree ("_order");
  CREATE INDEX "curricula_principles_parent_id_idx" ON "curricula_principles" USING btree ("_parent_id");
  CREATE INDEX "curricula_objectives_order_idx" ON "curricula_objectives" USING btree ("_order");
  CREATE INDEX "curricula_objectives_parent_id_idx" ON "curricula_objectives" USING btree ("_parent_id");
  CREATE INDEX "curricula_updated_at_idx" ON "curricula" USING btree ("updated_at");
  CREATE INDEX "curricula_created_at_idx" ON "curricula" USING btree ("created_at");
  CREATE INDEX "curricula_texts_order_parent" ON "curricula_texts" USING btree ("order","parent_id");
  CREATE INDEX "profiles_updated_at_idx" ON "profiles" USING btree ("updated_at");
  CREATE INDEX "profiles_created_at_idx" ON "profiles" USING btree ("created_at");
  CREATE INDEX "drill_series_curriculum_idx" ON "drill_series" USING btree ("curriculum_id");
  CREATE INDEX "drill_series_profile_idx" ON "drill_series" USING btree ("profile_id");
  CREATE INDEX "drill_series_updated_at_idx" ON "drill_series" USING btree ("updated_at");
  CREATE INDEX "drill_series_created_at_idx" ON "drill_series" USING btree ("created_at");
  CREATE INDEX "drill_series__status_idx" ON "drill_series" USING btree ("_status");
  CREATE INDEX "_drill_series_v_parent_idx" ON "_drill_series_v" USING btree ("parent_id");
  CREATE INDEX "_drill_series_v_version_version_curriculum_idx" ON "_drill_series_v" USING btree ("version_curriculum_id");
  CREATE INDEX "_drill_series_v_version_version_profile_idx" ON "_drill_series_v" USING btree ("version_profile_id");
  CREATE INDEX "_drill_series_v_version_version_updated_at_idx" ON "_drill_series_v" USING btree ("version_updated_at");
  CREATE INDEX "_drill_series_v_version_version_created_at_idx" ON "_drill_series_v" USING btree ("version_created_at");
  CREATE INDEX "_drill_series_v_version_version__status_idx" ON "_drill_series_v" USING btree ("version__status");
  CREATE INDEX "_drill_series_v_created_at_idx" ON "_drill_series_v" USING btree ("created_at");
  CREATE INDEX "_drill_series_v_updated_at_idx" ON "_drill_series_v" USING btree ("updated_at");
  CREATE INDEX "_drill_series_v_latest_idx" ON "_drill_series_v" USING btree ("latest");
  CREATE INDEX "drills_choices_order_idx" ON "drills_choices" USING btree ("_order");
  CREATE INDEX "drills_choices_parent_id_idx" ON "drills_choices" USING btree ("_parent_id");
  CREATE INDEX "drills_hints_order_idx" ON "drills_hints" USING btree ("_order");
  CREATE INDEX "drills_hints_parent_id_idx" ON "drills_hints" USING btree ("_parent_id");
  CREATE INDEX "drills_series_idx" ON "drills" USING btree ("series_id");
  CREATE INDEX "drills_position_idx" ON "drills" USING btree ("position_id");
  CREATE INDEX "drills_provenance_provenance_run_idx" ON "drills" USING btree ("provenance_run_id");
  CREATE INDEX "drills_provenance_provenance_step_idx" ON "drills" USING btree ("provenance_step_id");
  CREATE INDEX "drills_updated_at_idx" ON "drills" USING btree ("updated_at");
  CREATE INDEX "drills_created_at_idx" ON "drills" USING btree ("created_at");
  CREATE INDEX "drills__status_idx" ON "drills" USING btree ("_status");
  CREATE INDEX "series_order_idx" ON "drills" USING btree ("series_id","order");
  CREATE INDEX "provenance_run_idx" ON "drills" USING btree ("provenance_run_id");
  CREATE UNIQUE INDEX "provenance_step_provenance_item_idx" ON "drills" USING btree ("provenance_step_id","provenance_item");
  CREATE INDEX "drills_texts_order_parent" ON "drills_texts" USING btree ("order","parent_id");
  CREATE INDEX "_drills_v_version_choices_order_idx" ON "_drills_v_version_choices" USING btree ("_order");
  CREATE INDEX "_drills_v_version_choices_parent_id_idx" ON "_drills_v_version_choices" USING btree ("_parent_id");
  CREATE INDEX "_drills_v_version_hints_order_idx" ON "_drills_v_version_hints" USING btree ("_order");
  CREATE INDEX "_drills_v_version_hints_parent_id_idx" ON "_drills_v_version_hints" USING btree ("_parent_id");
  CREATE INDEX "_drills_v_parent_idx" ON "_drills_v" USING btree ("parent_id");
  CREATE INDEX "_drills_v_version_version_series_idx" ON "_drills_v" USING btree ("version_series_id");
  CREATE INDEX "_drills_v_version_version_position_idx" ON "_drills_v" USING btree ("version_position_id");
  CREATE INDEX "_drills_v_version_provenance_version_provenance_run_idx" ON "_drills_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "_drills_v_version_provenance_version_provenance_step_idx" ON "_drills_v" USING btree ("version_provenance_step_id");
  CREATE INDEX "_drills_v_version_version_updated_at_idx" ON "_drills_v" USING btree ("version_updated_at");
  CREATE INDEX "_drills_v_version_version_created_at_idx" ON "_drills_v" USING btree ("version_created_at");
  CREATE INDEX "_drills_v_version_version__status_idx" ON "_drills_v" USING btree ("version__status");
  CREATE INDEX "_drills_v_created_at_idx" ON "_drills_v" USING btree ("created_at");
  CREATE INDEX "_drills_v_updated_at_idx" ON "_drills_v" USING btree ("updated_at");
  CREATE INDEX "_drills_v_latest_idx" ON "_drills_v" USING btree ("latest");
  CREATE INDEX "version_series_version_order_idx" ON "_drills_v" USING btree ("version_series_id","version_order");
  CREATE INDEX "version_provenance_run_idx" ON "_drills_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "version_provenance_step_version_provenance_item_idx" ON "_drills_v" USING btree ("version_provenance_step_id","version_provenance_item");
  CREATE INDEX "_drills_v_texts_order_parent" ON "_drills_v_texts" USING btree ("order","parent_id");
  CREATE INDEX "generation_runs_requester_idx" ON "generation_runs" USING btree ("requester_id");
  CREATE INDEX "generation_runs_series_idx" ON "generation_runs" USING btree ("series_id");
  CREATE INDEX "generation_runs_updated_at_idx" ON "generation_runs" USING btree ("updated_at");
  CREATE INDEX "generation_runs_created_at_idx" ON "generation_runs" USING btree ("created_at");
  CREATE UNIQUE INDEX "requester_idempotencyKey_idx" ON "generation_runs" USING btree ("requester_id","idempotency_key");
  CREATE INDEX "requester_createdAt_idx" ON "generation_runs" USING btree ("requester_id","created_at");
  CREATE INDEX "status_createdAt_idx" ON "generation_runs" USING btree ("status","created_at");
  CREATE INDEX "generation_steps_run_idx" ON "generation_steps" USING btree ("run_id");
  CREATE INDEX "generation_steps_requester_idx" ON "generation_steps" USING btree ("requester_id");
  CREATE INDEX "generation_steps_updated_at_idx" ON "generation_steps" USING btree ("updated_at");
  CREATE INDEX "generation_steps_created_at_idx" ON "generation_steps" USING btree ("created_at");
  CREATE INDEX "run_index_idx" ON "generation_steps" USING btree ("run_id","index");
  CREATE INDEX "status_priority_runAfter_idx" ON "generation_steps" USING btree ("status","priority","run_after");
  CREATE INDEX "status_leaseUntil_idx" ON "generation_steps" USING btree ("status","lease_until");
  CREATE INDEX "status_requester_idx" ON "generation_steps" USING btree ("status","requester_id");
  CREATE INDEX "generation_logs_run_idx" ON "generation_logs" USING btree ("run_id");
  CREATE INDEX "generation_logs_step_idx" ON "generation_logs" USING btree ("step_id");
  CREATE INDEX "generation_logs_updated_at_idx" ON "generation_logs" USING btree ("updated_at");
  CREATE INDEX "generation_logs_created_at_idx" ON "generation_logs" USING btree ("created_at");
  CREATE UNIQUE INDEX "payload_kv_key_idx" ON "payload_kv" USING btree ("key");
  CREATE INDEX "payload_jobs_log_order_idx" ON "payload_jobs_log" USING btree ("_order");
  CREATE INDEX "payload_jobs_log_parent_id_idx" ON "payload_jobs_log" USING btree ("_parent_id");
  CREATE INDEX "payload_jobs_completed_at_idx" ON "payload_jobs" USING btree ("completed_at");
  CREATE INDEX "payload_jobs_total_tried_idx" ON "payload_jobs" USING btree ("total_tried");
  CREATE INDEX "payload_jobs_has_error_idx" ON "payload_jobs" USING btree ("has_error");
  CREATE INDEX "payload_jobs_task_slug_idx" ON "payload_jobs" USING btree ("task_slug");
  CREATE INDEX "payload_jobs_queue_idx" ON "payload_jobs" USING btree ("queue");
  CREATE INDEX "payload_jobs_wait_until_idx" ON "payload_jobs" USING btree ("wait_until");
  CREATE INDEX "payload_jobs_processing_idx" ON "payload_jobs" USING btree ("processing");
  CREATE INDEX "payload_jobs_updated_at_idx" ON "payload_jobs" USING btree ("updated_at");
  CREATE INDEX "payload_jobs_created_at_idx" ON "payload_jobs" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_global_slug_idx" ON "payload_locked_documents" USING btree ("global_slug");
  CREATE INDEX "payload_locked_documents_updated_at_idx" ON "payload_locked_documents" USING btree ("updated_at");
  CREATE INDEX "payload_locked_documents_created_at_idx" ON "payload_locked_documents" USING btree ("created_at");
  CREATE INDEX "payload_locked_documents_rels_order_idx" ON "payload_locked_documents_rels" USING btree ("order");
  CREATE INDEX "payload_locked_documents_rels_parent_idx" ON "payload_locked_documents_rels" USING btree ("parent_id");
  CREATE INDEX "payload_locked_documents_rels_path_idx" ON "payload_locked_documents_rels" USING btree ("path");
  CREATE INDEX "payload_locked_documents_rels_users_id_idx" ON "payload_locked_documents_rels" USING btree ("users_id");
  CREATE INDEX "payload_locked_documents_rels_positions_id_idx" ON "payload_locked_documents_rels" USING btree ("positions_id");
  CREATE INDEX "payload_locked_documents_rels_curricula_id_idx" ON "payload_locked_documents_rels" USING btree ("curricula_id");
  CREATE INDEX "payload_locked_documents_rels_profiles_id_idx" ON "payload_locked_documents_rels" USING btree ("profiles_id");
  CREATE INDEX "payload_locked_documents_rels_drill_series_id_idx" ON "payload_locked_documents_rels" USING btree ("drill_series_id");
  CREATE INDEX "payload_locked_documents_rels_drills_id_idx" ON "payload_locked_documents_rels" USING btree ("drills_id");
  CREATE INDEX "payload_locked_documents_rels_generation_runs_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_runs_id");
  CREATE INDEX "payload_locked_documents_rels_generation_steps_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_steps_id");
  CREATE INDEX "payload_locked_documents_rels_generation_logs_id_idx" ON "payload_locked_documents_rels" USING btree ("generation_logs_id");
  CREATE INDEX "payload_preferences_key_idx" ON "payload_preferences" USING btree ("key");
  CREATE INDEX "payload_preferences_updated_at_idx" ON "payload_preferences" USING btree ("updated_at");
  CREATE INDEX "payload_preferences_created_at_idx" ON "payload_preferences" USING btree ("created_at");
  CREATE INDEX "payload_preferences_rels_order_idx" ON "payload_preferences_rels" USING btree ("order");
  CREATE INDEX "payload_preferences_rels_parent_idx" ON "payload_preferences_rels" USING btree ("parent_id");
  CREATE INDEX "payload_preferences_rels_path_idx" ON "payload_preferences_rels" USING btree ("path");
  CREATE INDEX "payload_preferences_rels_users_id_idx" ON "payload_preferences_rels" USING btree ("users_id");
  CREATE INDEX "payload_migrations_updated_at_idx" ON "payload_migrations" USING btree ("updated_at");
  CREATE INDEX "payload_migrations_created_at_idx" ON "payload_migrations" USING btree ("created_at");`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   DROP TABLE "users_sessions" CASCADE;
  DROP TABLE "users" CASCADE;
  DROP TABLE "positions" CASCADE;
  DROP TABLE "positions_texts" CASCADE;
  DROP TABLE "curricula_principles" CASCADE;
  DROP TABLE "curricula_objectives" CASCADE;
  DROP TABLE "curricula" CASCADE;
  DROP TABLE "curricula_texts" CASCADE;
  DROP TABLE "profiles" CASCADE;
  DROP TABLE "drill_series" CASCADE;
  DROP TABLE "_drill_series_v" CASCADE;
  DROP TABLE "drills_choices" CASCADE;
  DROP TABLE "drills_hints" CASCADE;
  DROP TABLE "drills" CASCADE;
  DROP TABLE "drills_texts" CASCADE;
  DROP TABLE "_drills_v_version_choices" CASCADE;
  DROP TABLE "_drills_v_version_hints" CASCADE;
  DROP TABLE "_drills_v" CASCADE;
  DROP TABLE "_drills_v_texts" CASCADE;
  DROP TABLE "generation_runs" CASCADE;
  DROP TABLE "generation_steps" CASCADE;
  DROP TABLE "generation_logs" CASCADE;
  DROP TABLE "payload_kv" CASCADE;
  DROP TABLE "payload_jobs_log" CASCADE;
  DROP TABLE "payload_jobs" CASCADE;
  DROP TABLE "payload_locked_documents" CASCADE;
  DROP TABLE "payload_locked_documents_rels" CASCADE;
  DROP TABLE "payload_preferences" CASCADE;
  DROP TABLE "payload_preferences_rels" CASCADE;
  DROP TABLE "payload_migrations" CASCADE;
  DROP TYPE "public"."enum_users_role";
  DROP TYPE "public"."enum_positions_game";
  DROP TYPE "public"."enum_positions_phase";
  DROP TYPE "public"."enum_positions_difficulty";
  DROP TYPE "public"."enum_curricula_game";
  DROP TYPE "public"."enum_profiles_level";
  DROP TYPE "public"."enum_drill_series_game";
  DROP TYPE "public"."enum_drill_series_difficulty";
  DROP TYPE "public"."enum_drill_series_status";
  DROP TYPE "public"."enum__drill_series_v_version_game";
  DROP TYPE "public"."enum__drill_series_v_version_difficulty";
  DROP TYPE "public"."enum__drill_series_v_version_status";
  DROP TYPE "public"."enum_drills_phase";
  DROP TYPE "public"."enum_drills_difficulty";
  DROP TYPE "public"."enum_drills_status";
  DROP TYPE "public"."enum__drills_v_version_phase";
  DROP TYPE "public"."enum__drills_v_version_difficulty";
  DROP TYPE "public"."enum__drills_v_version_status";
  DROP TYPE "public"."enum_generation_runs_kind";
  DROP TYPE "public"."enum_generation_runs_status";
  DROP TYPE "public"."enum_generation_runs_paused_for";
  DROP TYPE "public"."enum_generation_steps_kind";
  DROP TYPE "public"."enum_generation_steps_status";
  DROP TYPE "public"."enum_generation_logs_type";
  DROP TYPE "public"."enum_generation_logs_outcome";
  DROP TYPE "public"."enum_payload_jobs_log_task_slug";
  DROP TYPE "public"."enum_payload_jobs_log_state";
  DROP TYPE "public"."enum_payload_jobs_task_slug";`)
}
