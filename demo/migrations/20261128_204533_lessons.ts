import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'
import { tagProfileLanguages } from '../content/profileLanguages.js'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   CREATE TYPE "public"."enum_lessons_part_questions_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum_lessons_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum_lessons_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum_lessons_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__lessons_part_questions_v_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum__lessons_v_version_difficulty" AS ENUM('beginner', 'intermediate', 'advanced');
  CREATE TYPE "public"."enum__lessons_v_version_game" AS ENUM('chess', 'backgammon');
  CREATE TYPE "public"."enum__lessons_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_sections_part_questions_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum_sections_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__sections_part_questions_v_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum__sections_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_courses_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__courses_v_version_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum_plans_part_questions_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum__plans_part_questions_v_items_sort" AS ENUM('single', 'multiple', 'short');
  CREATE TYPE "public"."enum_kits_status" AS ENUM('draft', 'published');
  CREATE TYPE "public"."enum__kits_v_version_status" AS ENUM('draft', 'published');
  CREATE TABLE "lessons_part_prose" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"block_name" varchar
  );
  
  CREATE TABLE "lessons_part_entries_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"label" varchar,
  	"group" varchar,
  	"body" varchar
  );
  
  CREATE TABLE "lessons_part_entries" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "lessons_part_choices" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"why" varchar
  );
  
  CREATE TABLE "lessons_part_questions_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"sort" "enum_lessons_part_questions_items_sort" DEFAULT 'single',
  	"stem" varchar,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar
  );
  
  CREATE TABLE "lessons_part_questions" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "lessons_part_tree_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"parent" varchar,
  	"label" varchar,
  	"note" varchar
  );
  
  CREATE TABLE "lessons_part_tree" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "lessons_part_boards_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar
  );
  
  CREATE TABLE "lessons_part_boards" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "lessons" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"objective" varchar,
  	"subject" varchar,
  	"topic" varchar,
  	"format" varchar,
  	"language" varchar DEFAULT 'en',
  	"difficulty" "enum_lessons_difficulty",
  	"game" "enum_lessons_game",
  	"curriculum_id" integer,
  	"profile_id" integer,
  	"kit_id" integer,
  	"plan_id" integer,
  	"plan_version" varchar,
  	"provenance_run_id" integer,
  	"provenance_step_id" integer,
  	"provenance_item" varchar,
  	"provenance_model" varchar,
  	"provenance_provider" varchar,
  	"provenance_prompt_version" varchar,
  	"provenance_offline" boolean,
  	"written" jsonb,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_lessons_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "lessons_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_lessons_part_prose_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_lessons_part_entries_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"label" varchar,
  	"group" varchar,
  	"body" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_lessons_part_entries_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_lessons_part_choices_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"why" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_lessons_part_questions_v_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"sort" "enum__lessons_part_questions_v_items_sort" DEFAULT 'single',
  	"stem" varchar,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_lessons_part_questions_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_lessons_part_tree_v_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"parent" varchar,
  	"label" varchar,
  	"note" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_lessons_part_tree_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_lessons_part_boards_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_lessons_part_boards_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_lessons_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_title" varchar,
  	"version_objective" varchar,
  	"version_subject" varchar,
  	"version_topic" varchar,
  	"version_format" varchar,
  	"version_language" varchar DEFAULT 'en',
  	"version_difficulty" "enum__lessons_v_version_difficulty",
  	"version_game" "enum__lessons_v_version_game",
  	"version_curriculum_id" integer,
  	"version_profile_id" integer,
  	"version_kit_id" integer,
  	"version_plan_id" integer,
  	"version_plan_version" varchar,
  	"version_provenance_run_id" integer,
  	"version_provenance_step_id" integer,
  	"version_provenance_item" varchar,
  	"version_provenance_model" varchar,
  	"version_provenance_provider" varchar,
  	"version_provenance_prompt_version" varchar,
  	"version_provenance_offline" boolean,
  	"version_written" jsonb,
  	"version_source_hash" varchar,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__lessons_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_lessons_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "sections_part_prose" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"block_name" varchar
  );
  
  CREATE TABLE "sections_part_entries_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"label" varchar,
  	"group" varchar,
  	"body" varchar
  );
  
  CREATE TABLE "sections_part_entries" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "sections_part_choices" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"why" varchar
  );
  
  CREATE TABLE "sections_part_questions_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"sort" "enum_sections_part_questions_items_sort" DEFAULT 'single',
  	"stem" varchar,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar
  );
  
  CREATE TABLE "sections_part_questions" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "sections_part_tree_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"parent" varchar,
  	"label" varchar,
  	"note" varchar
  );
  
  CREATE TABLE "sections_part_tree" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "sections_part_boards_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar
  );
  
  CREATE TABLE "sections_part_boards" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "sections" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"parent_key" varchar,
  	"key" varchar,
  	"format" varchar,
  	"order" numeric,
  	"plan_id" integer,
  	"plan_version" varchar,
  	"provenance_run_id" integer,
  	"provenance_step_id" integer,
  	"provenance_item" varchar,
  	"provenance_model" varchar,
  	"provenance_provider" varchar,
  	"provenance_prompt_version" varchar,
  	"provenance_offline" boolean,
  	"written" jsonb,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_sections_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "sections_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "sections_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"lessons_id" integer,
  	"courses_id" integer
  );
  
  CREATE TABLE "_sections_part_prose_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_sections_part_entries_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"label" varchar,
  	"group" varchar,
  	"body" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_sections_part_entries_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_sections_part_choices_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"text" varchar,
  	"correct" boolean DEFAULT false,
  	"why" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_sections_part_questions_v_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"sort" "enum__sections_part_questions_v_items_sort" DEFAULT 'single',
  	"stem" varchar,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_sections_part_questions_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_sections_part_tree_v_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"parent" varchar,
  	"label" varchar,
  	"note" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_sections_part_tree_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_sections_part_boards_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_sections_part_boards_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_sections_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_title" varchar,
  	"version_parent_key" varchar,
  	"version_key" varchar,
  	"version_format" varchar,
  	"version_order" numeric,
  	"version_plan_id" integer,
  	"version_plan_version" varchar,
  	"version_provenance_run_id" integer,
  	"version_provenance_step_id" integer,
  	"version_provenance_item" varchar,
  	"version_provenance_model" varchar,
  	"version_provenance_provider" varchar,
  	"version_provenance_prompt_version" varchar,
  	"version_provenance_offline" boolean,
  	"version_written" jsonb,
  	"version_source_hash" varchar,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__sections_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_sections_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_sections_v_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"lessons_id" integer,
  	"courses_id" integer
  );
  
  CREATE TABLE "courses" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"description" varchar,
  	"format" varchar,
  	"language" varchar DEFAULT 'en',
  	"curriculum_id" integer,
  	"profile_id" integer,
  	"kit_id" integer,
  	"plan_id" integer,
  	"plan_version" varchar,
  	"provenance_run_id" integer,
  	"provenance_step_id" integer,
  	"provenance_item" varchar,
  	"provenance_model" varchar,
  	"provenance_provider" varchar,
  	"provenance_prompt_version" varchar,
  	"provenance_offline" boolean,
  	"written" jsonb,
  	"source_hash" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_courses_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "courses_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "courses_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"lessons_id" integer,
  	"drill_series_id" integer
  );
  
  CREATE TABLE "_courses_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_title" varchar,
  	"version_description" varchar,
  	"version_format" varchar,
  	"version_language" varchar DEFAULT 'en',
  	"version_curriculum_id" integer,
  	"version_profile_id" integer,
  	"version_kit_id" integer,
  	"version_plan_id" integer,
  	"version_plan_version" varchar,
  	"version_provenance_run_id" integer,
  	"version_provenance_step_id" integer,
  	"version_provenance_item" varchar,
  	"version_provenance_model" varchar,
  	"version_provenance_provider" varchar,
  	"version_provenance_prompt_version" varchar,
  	"version_provenance_offline" boolean,
  	"version_written" jsonb,
  	"version_source_hash" varchar,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__courses_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_courses_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_courses_v_rels" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"lessons_id" integer,
  	"drill_series_id" integer
  );
  
  CREATE TABLE "plans_part_prose" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"block_name" varchar
  );
  
  CREATE TABLE "plans_part_entries_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"label" varchar NOT NULL,
  	"group" varchar,
  	"body" varchar NOT NULL
  );
  
  CREATE TABLE "plans_part_entries" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "plans_part_choices" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"text" varchar NOT NULL,
  	"correct" boolean DEFAULT false,
  	"why" varchar
  );
  
  CREATE TABLE "plans_part_questions_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"sort" "enum_plans_part_questions_items_sort" DEFAULT 'single' NOT NULL,
  	"stem" varchar NOT NULL,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar
  );
  
  CREATE TABLE "plans_part_questions" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "plans_part_tree_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"parent" varchar,
  	"label" varchar NOT NULL,
  	"note" varchar
  );
  
  CREATE TABLE "plans_part_tree" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "plans_part_boards_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" varchar NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar
  );
  
  CREATE TABLE "plans_part_boards" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "plans" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"objective" varchar,
  	"state" varchar DEFAULT 'writing' NOT NULL,
  	"topic" varchar,
  	"format" varchar,
  	"curriculum_id" integer,
  	"profile_id" integer,
  	"kit_id" integer,
  	"hits" numeric DEFAULT 0,
  	"last_hit_at" timestamp(3) with time zone,
  	"expires_at" timestamp(3) with time zone,
  	"model" varchar,
  	"prompt_version" varchar,
  	"run_id" integer,
  	"edited_at" timestamp(3) with time zone,
  	"key" varchar NOT NULL,
  	"shared_key" varchar,
  	"scope" varchar,
  	"objective_hash" varchar,
  	"profile_hash" varchar,
  	"kit_hash" varchar,
  	"curriculum_hash" varchar,
  	"writer_id" integer,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "plans_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_plans_part_prose_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"body" jsonb,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_plans_part_entries_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"label" varchar NOT NULL,
  	"group" varchar,
  	"body" varchar NOT NULL,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_plans_part_entries_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_plans_part_choices_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"text" varchar NOT NULL,
  	"correct" boolean DEFAULT false,
  	"why" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_plans_part_questions_v_items" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"sort" "enum__plans_part_questions_v_items_sort" DEFAULT 'single' NOT NULL,
  	"stem" varchar NOT NULL,
  	"answer" varchar,
  	"explanation" varchar,
  	"objective" varchar,
  	"difficulty" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_plans_part_questions_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_plans_part_tree_v_nodes" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar NOT NULL,
  	"parent" varchar,
  	"label" varchar NOT NULL,
  	"note" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_plans_part_tree_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_plans_part_boards_v_rows" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"position_id" integer,
  	"notation" varchar,
  	"caption" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_plans_part_boards_v" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"_path" text NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"part" varchar,
  	"heading" varchar,
  	"_uuid" varchar,
  	"block_name" varchar
  );
  
  CREATE TABLE "_plans_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_objective" varchar,
  	"version_state" varchar DEFAULT 'writing' NOT NULL,
  	"version_topic" varchar,
  	"version_format" varchar,
  	"version_curriculum_id" integer,
  	"version_profile_id" integer,
  	"version_kit_id" integer,
  	"version_hits" numeric DEFAULT 0,
  	"version_last_hit_at" timestamp(3) with time zone,
  	"version_expires_at" timestamp(3) with time zone,
  	"version_model" varchar,
  	"version_prompt_version" varchar,
  	"version_run_id" integer,
  	"version_edited_at" timestamp(3) with time zone,
  	"version_key" varchar NOT NULL,
  	"version_shared_key" varchar,
  	"version_scope" varchar,
  	"version_objective_hash" varchar,
  	"version_profile_hash" varchar,
  	"version_kit_hash" varchar,
  	"version_curriculum_hash" varchar,
  	"version_writer_id" integer,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
  );
  
  CREATE TABLE "_plans_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "kits_sources" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"title" varchar,
  	"text" varchar,
  	"page" numeric,
  	"file_name" varchar
  );
  
  CREATE TABLE "kits_vocabulary" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"term" varchar,
  	"meaning" varchar
  );
  
  CREATE TABLE "kits_glossary" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" varchar PRIMARY KEY NOT NULL,
  	"term" varchar,
  	"use" varchar
  );
  
  CREATE TABLE "kits" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"title" varchar,
  	"requirements" varchar,
  	"tone" varchar,
  	"language" varchar DEFAULT 'en',
  	"last_source" numeric,
  	"summary_hash" varchar,
  	"summary_text" varchar,
  	"summary_model" varchar,
  	"summary_step" varchar,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"_status" "enum_kits_status" DEFAULT 'draft'
  );
  
  CREATE TABLE "kits_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  CREATE TABLE "_kits_v_version_sources" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"key" varchar,
  	"title" varchar,
  	"text" varchar,
  	"page" numeric,
  	"file_name" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_kits_v_version_vocabulary" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"term" varchar,
  	"meaning" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_kits_v_version_glossary" (
  	"_order" integer NOT NULL,
  	"_parent_id" integer NOT NULL,
  	"id" serial PRIMARY KEY NOT NULL,
  	"term" varchar,
  	"use" varchar,
  	"_uuid" varchar
  );
  
  CREATE TABLE "_kits_v" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"parent_id" integer,
  	"version_title" varchar,
  	"version_requirements" varchar,
  	"version_tone" varchar,
  	"version_language" varchar DEFAULT 'en',
  	"version_last_source" numeric,
  	"version_summary_hash" varchar,
  	"version_summary_text" varchar,
  	"version_summary_model" varchar,
  	"version_summary_step" varchar,
  	"version_updated_at" timestamp(3) with time zone,
  	"version_created_at" timestamp(3) with time zone,
  	"version__status" "enum__kits_v_version_status" DEFAULT 'draft',
  	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
  	"latest" boolean
  );
  
  CREATE TABLE "_kits_v_texts" (
  	"id" serial PRIMARY KEY NOT NULL,
  	"order" integer NOT NULL,
  	"parent_id" integer NOT NULL,
  	"path" varchar NOT NULL,
  	"text" varchar
  );
  
  ALTER TABLE "profiles" ALTER COLUMN "language" SET DEFAULT 'en';
  ALTER TABLE "curricula_objectives" ADD COLUMN "pending" boolean DEFAULT false;
  ALTER TABLE "generation_runs" ADD COLUMN "usage_saved_tokens" numeric DEFAULT 0;
  ALTER TABLE "generation_runs_rels" ADD COLUMN "courses_id" integer;
  ALTER TABLE "generation_logs" ADD COLUMN "feature" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "subject" varchar;
  ALTER TABLE "generation_logs" ADD COLUMN "items" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "saved_tokens" numeric;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "lessons_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "sections_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "courses_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "plans_id" integer;
  ALTER TABLE "payload_locked_documents_rels" ADD COLUMN "kits_id" integer;
  ALTER TABLE "lessons_part_prose" ADD CONSTRAINT "lessons_part_prose_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_entries_rows" ADD CONSTRAINT "lessons_part_entries_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons_part_entries"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_entries" ADD CONSTRAINT "lessons_part_entries_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_choices" ADD CONSTRAINT "lessons_part_choices_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons_part_questions_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_questions_items" ADD CONSTRAINT "lessons_part_questions_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons_part_questions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_questions" ADD CONSTRAINT "lessons_part_questions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_tree_nodes" ADD CONSTRAINT "lessons_part_tree_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons_part_tree"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_tree" ADD CONSTRAINT "lessons_part_tree_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_boards_rows" ADD CONSTRAINT "lessons_part_boards_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons_part_boards_rows" ADD CONSTRAINT "lessons_part_boards_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons_part_boards"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons_part_boards" ADD CONSTRAINT "lessons_part_boards_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_curriculum_id_curricula_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_kit_id_kits_id_fk" FOREIGN KEY ("kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons" ADD CONSTRAINT "lessons_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "lessons_texts" ADD CONSTRAINT "lessons_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_prose_v" ADD CONSTRAINT "_lessons_part_prose_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_entries_v_rows" ADD CONSTRAINT "_lessons_part_entries_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_part_entries_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_entries_v" ADD CONSTRAINT "_lessons_part_entries_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_choices_v" ADD CONSTRAINT "_lessons_part_choices_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_part_questions_v_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_questions_v_items" ADD CONSTRAINT "_lessons_part_questions_v_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_part_questions_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_questions_v" ADD CONSTRAINT "_lessons_part_questions_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_tree_v_nodes" ADD CONSTRAINT "_lessons_part_tree_v_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_part_tree_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_tree_v" ADD CONSTRAINT "_lessons_part_tree_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_boards_v_rows" ADD CONSTRAINT "_lessons_part_boards_v_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_part_boards_v_rows" ADD CONSTRAINT "_lessons_part_boards_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_part_boards_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_part_boards_v" ADD CONSTRAINT "_lessons_part_boards_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_parent_id_lessons_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."lessons"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_curriculum_id_curricula_id_fk" FOREIGN KEY ("version_curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_profile_id_profiles_id_fk" FOREIGN KEY ("version_profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_kit_id_kits_id_fk" FOREIGN KEY ("version_kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_plan_id_plans_id_fk" FOREIGN KEY ("version_plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("version_provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v" ADD CONSTRAINT "_lessons_v_version_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("version_provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_lessons_v_texts" ADD CONSTRAINT "_lessons_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_lessons_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_prose" ADD CONSTRAINT "sections_part_prose_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_entries_rows" ADD CONSTRAINT "sections_part_entries_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections_part_entries"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_entries" ADD CONSTRAINT "sections_part_entries_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_choices" ADD CONSTRAINT "sections_part_choices_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections_part_questions_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_questions_items" ADD CONSTRAINT "sections_part_questions_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections_part_questions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_questions" ADD CONSTRAINT "sections_part_questions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_tree_nodes" ADD CONSTRAINT "sections_part_tree_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections_part_tree"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_tree" ADD CONSTRAINT "sections_part_tree_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_boards_rows" ADD CONSTRAINT "sections_part_boards_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sections_part_boards_rows" ADD CONSTRAINT "sections_part_boards_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections_part_boards"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_part_boards" ADD CONSTRAINT "sections_part_boards_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections" ADD CONSTRAINT "sections_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sections" ADD CONSTRAINT "sections_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sections" ADD CONSTRAINT "sections_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "sections_texts" ADD CONSTRAINT "sections_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_rels" ADD CONSTRAINT "sections_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_rels" ADD CONSTRAINT "sections_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "sections_rels" ADD CONSTRAINT "sections_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_prose_v" ADD CONSTRAINT "_sections_part_prose_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_entries_v_rows" ADD CONSTRAINT "_sections_part_entries_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_part_entries_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_entries_v" ADD CONSTRAINT "_sections_part_entries_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_choices_v" ADD CONSTRAINT "_sections_part_choices_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_part_questions_v_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_questions_v_items" ADD CONSTRAINT "_sections_part_questions_v_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_part_questions_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_questions_v" ADD CONSTRAINT "_sections_part_questions_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_tree_v_nodes" ADD CONSTRAINT "_sections_part_tree_v_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_part_tree_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_tree_v" ADD CONSTRAINT "_sections_part_tree_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_boards_v_rows" ADD CONSTRAINT "_sections_part_boards_v_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_sections_part_boards_v_rows" ADD CONSTRAINT "_sections_part_boards_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_part_boards_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_part_boards_v" ADD CONSTRAINT "_sections_part_boards_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_v" ADD CONSTRAINT "_sections_v_parent_id_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."sections"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_sections_v" ADD CONSTRAINT "_sections_v_version_plan_id_plans_id_fk" FOREIGN KEY ("version_plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_sections_v" ADD CONSTRAINT "_sections_v_version_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("version_provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_sections_v" ADD CONSTRAINT "_sections_v_version_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("version_provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_sections_v_texts" ADD CONSTRAINT "_sections_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_v_rels" ADD CONSTRAINT "_sections_v_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_sections_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_v_rels" ADD CONSTRAINT "_sections_v_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_sections_v_rels" ADD CONSTRAINT "_sections_v_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_curriculum_id_curricula_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_kit_id_kits_id_fk" FOREIGN KEY ("kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses" ADD CONSTRAINT "courses_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "courses_texts" ADD CONSTRAINT "courses_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "courses_rels" ADD CONSTRAINT "courses_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "courses_rels" ADD CONSTRAINT "courses_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "courses_rels" ADD CONSTRAINT "courses_rels_drill_series_fk" FOREIGN KEY ("drill_series_id") REFERENCES "public"."drill_series"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_parent_id_courses_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."courses"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_curriculum_id_curricula_id_fk" FOREIGN KEY ("version_curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_profile_id_profiles_id_fk" FOREIGN KEY ("version_profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_kit_id_kits_id_fk" FOREIGN KEY ("version_kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_plan_id_plans_id_fk" FOREIGN KEY ("version_plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_provenance_run_id_generation_runs_id_fk" FOREIGN KEY ("version_provenance_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v" ADD CONSTRAINT "_courses_v_version_provenance_step_id_generation_steps_id_fk" FOREIGN KEY ("version_provenance_step_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_courses_v_texts" ADD CONSTRAINT "_courses_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_courses_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_courses_v_rels" ADD CONSTRAINT "_courses_v_rels_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_courses_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_courses_v_rels" ADD CONSTRAINT "_courses_v_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_courses_v_rels" ADD CONSTRAINT "_courses_v_rels_drill_series_fk" FOREIGN KEY ("drill_series_id") REFERENCES "public"."drill_series"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_prose" ADD CONSTRAINT "plans_part_prose_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_entries_rows" ADD CONSTRAINT "plans_part_entries_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans_part_entries"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_entries" ADD CONSTRAINT "plans_part_entries_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_choices" ADD CONSTRAINT "plans_part_choices_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans_part_questions_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_questions_items" ADD CONSTRAINT "plans_part_questions_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans_part_questions"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_questions" ADD CONSTRAINT "plans_part_questions_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_tree_nodes" ADD CONSTRAINT "plans_part_tree_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans_part_tree"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_tree" ADD CONSTRAINT "plans_part_tree_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_boards_rows" ADD CONSTRAINT "plans_part_boards_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans_part_boards_rows" ADD CONSTRAINT "plans_part_boards_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans_part_boards"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans_part_boards" ADD CONSTRAINT "plans_part_boards_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_curriculum_id_curricula_id_fk" FOREIGN KEY ("curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_kit_id_kits_id_fk" FOREIGN KEY ("kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_run_id_generation_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans" ADD CONSTRAINT "plans_writer_id_generation_steps_id_fk" FOREIGN KEY ("writer_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "plans_texts" ADD CONSTRAINT "plans_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_prose_v" ADD CONSTRAINT "_plans_part_prose_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_entries_v_rows" ADD CONSTRAINT "_plans_part_entries_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_part_entries_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_entries_v" ADD CONSTRAINT "_plans_part_entries_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_choices_v" ADD CONSTRAINT "_plans_part_choices_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_part_questions_v_items"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_questions_v_items" ADD CONSTRAINT "_plans_part_questions_v_items_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_part_questions_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_questions_v" ADD CONSTRAINT "_plans_part_questions_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_tree_v_nodes" ADD CONSTRAINT "_plans_part_tree_v_nodes_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_part_tree_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_tree_v" ADD CONSTRAINT "_plans_part_tree_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_boards_v_rows" ADD CONSTRAINT "_plans_part_boards_v_rows_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_part_boards_v_rows" ADD CONSTRAINT "_plans_part_boards_v_rows_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_part_boards_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_part_boards_v" ADD CONSTRAINT "_plans_part_boards_v_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_parent_id_plans_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_version_curriculum_id_curricula_id_fk" FOREIGN KEY ("version_curriculum_id") REFERENCES "public"."curricula"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_version_profile_id_profiles_id_fk" FOREIGN KEY ("version_profile_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_version_kit_id_kits_id_fk" FOREIGN KEY ("version_kit_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_version_run_id_generation_runs_id_fk" FOREIGN KEY ("version_run_id") REFERENCES "public"."generation_runs"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v" ADD CONSTRAINT "_plans_v_version_writer_id_generation_steps_id_fk" FOREIGN KEY ("version_writer_id") REFERENCES "public"."generation_steps"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_plans_v_texts" ADD CONSTRAINT "_plans_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_plans_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "kits_sources" ADD CONSTRAINT "kits_sources_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "kits_vocabulary" ADD CONSTRAINT "kits_vocabulary_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "kits_glossary" ADD CONSTRAINT "kits_glossary_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "kits_texts" ADD CONSTRAINT "kits_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_kits_v_version_sources" ADD CONSTRAINT "_kits_v_version_sources_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_kits_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_kits_v_version_vocabulary" ADD CONSTRAINT "_kits_v_version_vocabulary_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_kits_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_kits_v_version_glossary" ADD CONSTRAINT "_kits_v_version_glossary_parent_id_fk" FOREIGN KEY ("_parent_id") REFERENCES "public"."_kits_v"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "_kits_v" ADD CONSTRAINT "_kits_v_parent_id_kits_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."kits"("id") ON DELETE set null ON UPDATE no action;
  ALTER TABLE "_kits_v_texts" ADD CONSTRAINT "_kits_v_texts_parent_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."_kits_v"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "lessons_part_prose_order_idx" ON "lessons_part_prose" USING btree ("_order");
  CREATE INDEX "lessons_part_prose_parent_id_idx" ON "lessons_part_prose" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_prose_path_idx" ON "lessons_part_prose" USING btree ("_path");
  CREATE INDEX "lessons_part_entries_rows_order_idx" ON "lessons_part_entries_rows" USING btree ("_order");
  CREATE INDEX "lessons_part_entries_rows_parent_id_idx" ON "lessons_part_entries_rows" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_entries_order_idx" ON "lessons_part_entries" USING btree ("_order");
  CREATE INDEX "lessons_part_entries_parent_id_idx" ON "lessons_part_entries" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_entries_path_idx" ON "lessons_part_entries" USING btree ("_path");
  CREATE INDEX "lessons_part_choices_order_idx" ON "lessons_part_choices" USING btree ("_order");
  CREATE INDEX "lessons_part_choices_parent_id_idx" ON "lessons_part_choices" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_questions_items_order_idx" ON "lessons_part_questions_items" USING btree ("_order");
  CREATE INDEX "lessons_part_questions_items_parent_id_idx" ON "lessons_part_questions_items" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_questions_order_idx" ON "lessons_part_questions" USING btree ("_order");
  CREATE INDEX "lessons_part_questions_parent_id_idx" ON "lessons_part_questions" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_questions_path_idx" ON "lessons_part_questions" USING btree ("_path");
  CREATE INDEX "lessons_part_tree_nodes_order_idx" ON "lessons_part_tree_nodes" USING btree ("_order");
  CREATE INDEX "lessons_part_tree_nodes_parent_id_idx" ON "lessons_part_tree_nodes" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_tree_order_idx" ON "lessons_part_tree" USING btree ("_order");
  CREATE INDEX "lessons_part_tree_parent_id_idx" ON "lessons_part_tree" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_tree_path_idx" ON "lessons_part_tree" USING btree ("_path");
  CREATE INDEX "lessons_part_boards_rows_order_idx" ON "lessons_part_boards_rows" USING btree ("_order");
  CREATE INDEX "lessons_part_boards_rows_parent_id_idx" ON "lessons_part_boards_rows" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_boards_rows_position_idx" ON "lessons_part_boards_rows" USING btree ("position_id");
  CREATE INDEX "lessons_part_boards_order_idx" ON "lessons_part_boards" USING btree ("_order");
  CREATE INDEX "lessons_part_boards_parent_id_idx" ON "lessons_part_boards" USING btree ("_parent_id");
  CREATE INDEX "lessons_part_boards_path_idx" ON "lessons_part_boards" USING btree ("_path");
  CREATE INDEX "lessons_subject_idx" ON "lessons" USING btree ("subject");
  CREATE INDEX "lessons_topic_idx" ON "lessons" USING btree ("topic");
  CREATE INDEX "lessons_curriculum_idx" ON "lessons" USING btree ("curriculum_id");
  CREATE INDEX "lessons_profile_idx" ON "lessons" USING btree ("profile_id");
  CREATE INDEX "lessons_kit_idx" ON "lessons" USING btree ("kit_id");
  CREATE INDEX "lessons_plan_idx" ON "lessons" USING btree ("plan_id");
  CREATE INDEX "lessons_provenance_provenance_run_idx" ON "lessons" USING btree ("provenance_run_id");
  CREATE INDEX "lessons_provenance_provenance_step_idx" ON "lessons" USING btree ("provenance_step_id");
  CREATE INDEX "lessons_updated_at_idx" ON "lessons" USING btree ("updated_at");
  CREATE INDEX "lessons_created_at_idx" ON "lessons" USING btree ("created_at");
  CREATE INDEX "lessons__status_idx" ON "lessons" USING btree ("_status");
  CREATE INDEX "provenance_run_1_idx" ON "lessons" USING btree ("provenance_run_id");
  CREATE UNIQUE INDEX "provenance_step_provenance_item_1_idx" ON "lessons" USING btree ("provenance_step_id","provenance_item");
  CREATE INDEX "lessons_texts_order_parent" ON "lessons_texts" USING btree ("order","parent_id");
  CREATE INDEX "lessons_texts_text_idx" ON "lessons_texts" USING btree ("text");
  CREATE INDEX "_lessons_part_prose_v_order_idx" ON "_lessons_part_prose_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_prose_v_parent_id_idx" ON "_lessons_part_prose_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_prose_v_path_idx" ON "_lessons_part_prose_v" USING btree ("_path");
  CREATE INDEX "_lessons_part_entries_v_rows_order_idx" ON "_lessons_part_entries_v_rows" USING btree ("_order");
  CREATE INDEX "_lessons_part_entries_v_rows_parent_id_idx" ON "_lessons_part_entries_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_entries_v_order_idx" ON "_lessons_part_entries_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_entries_v_parent_id_idx" ON "_lessons_part_entries_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_entries_v_path_idx" ON "_lessons_part_entries_v" USING btree ("_path");
  CREATE INDEX "_lessons_part_choices_v_order_idx" ON "_lessons_part_choices_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_choices_v_parent_id_idx" ON "_lessons_part_choices_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_questions_v_items_order_idx" ON "_lessons_part_questions_v_items" USING btree ("_order");
  CREATE INDEX "_lessons_part_questions_v_items_parent_id_idx" ON "_lessons_part_questions_v_items" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_questions_v_order_idx" ON "_lessons_part_questions_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_questions_v_parent_id_idx" ON "_lessons_part_questions_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_questions_v_path_idx" ON "_lessons_part_questions_v" USING btree ("_path");
  CREATE INDEX "_lessons_part_tree_v_nodes_order_idx" ON "_lessons_part_tree_v_nodes" USING btree ("_order");
  CREATE INDEX "_lessons_part_tree_v_nodes_parent_id_idx" ON "_lessons_part_tree_v_nodes" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_tree_v_order_idx" ON "_lessons_part_tree_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_tree_v_parent_id_idx" ON "_lessons_part_tree_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_tree_v_path_idx" ON "_lessons_part_tree_v" USING btree ("_path");
  CREATE INDEX "_lessons_part_boards_v_rows_order_idx" ON "_lessons_part_boards_v_rows" USING btree ("_order");
  CREATE INDEX "_lessons_part_boards_v_rows_parent_id_idx" ON "_lessons_part_boards_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_boards_v_rows_position_idx" ON "_lessons_part_boards_v_rows" USING btree ("position_id");
  CREATE INDEX "_lessons_part_boards_v_order_idx" ON "_lessons_part_boards_v" USING btree ("_order");
  CREATE INDEX "_lessons_part_boards_v_parent_id_idx" ON "_lessons_part_boards_v" USING btree ("_parent_id");
  CREATE INDEX "_lessons_part_boards_v_path_idx" ON "_lessons_part_boards_v" USING btree ("_path");
  CREATE INDEX "_lessons_v_parent_idx" ON "_lessons_v" USING btree ("parent_id");
  CREATE INDEX "_lessons_v_version_version_subject_idx" ON "_lessons_v" USING btree ("version_subject");
  CREATE INDEX "_lessons_v_version_version_topic_idx" ON "_lessons_v" USING btree ("version_topic");
  CREATE INDEX "_lessons_v_version_version_curriculum_idx" ON "_lessons_v" USING btree ("version_curriculum_id");
  CREATE INDEX "_lessons_v_version_version_profile_idx" ON "_lessons_v" USING btree ("version_profile_id");
  CREATE INDEX "_lessons_v_version_version_kit_idx" ON "_lessons_v" USING btree ("version_kit_id");
  CREATE INDEX "_lessons_v_version_version_plan_idx" ON "_lessons_v" USING btree ("version_plan_id");
  CREATE INDEX "_lessons_v_version_provenance_version_provenance_run_idx" ON "_lessons_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "_lessons_v_version_provenance_version_provenance_step_idx" ON "_lessons_v" USING btree ("version_provenance_step_id");
  CREATE INDEX "_lessons_v_version_version_updated_at_idx" ON "_lessons_v" USING btree ("version_updated_at");
  CREATE INDEX "_lessons_v_version_version_created_at_idx" ON "_lessons_v" USING btree ("version_created_at");
  CREATE INDEX "_lessons_v_version_version__status_idx" ON "_lessons_v" USING btree ("version__status");
  CREATE INDEX "_lessons_v_created_at_idx" ON "_lessons_v" USING btree ("created_at");
  CREATE INDEX "_lessons_v_updated_at_idx" ON "_lessons_v" USING btree ("updated_at");
  CREATE INDEX "_lessons_v_latest_idx" ON "_lessons_v" USING btree ("latest");
  CREATE INDEX "version_provenance_run_1_idx" ON "_lessons_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "version_provenance_step_version_provenance_item_1_idx" ON "_lessons_v" USING btree ("version_provenance_step_id","version_provenance_item");
  CREATE INDEX "_lessons_v_texts_order_parent" ON "_lessons_v_texts" USING btree ("order","parent_id");
  CREATE INDEX "sections_part_prose_order_idx" ON "sections_part_prose" USING btree ("_order");
  CREATE INDEX "sections_part_prose_parent_id_idx" ON "sections_part_prose" USING btree ("_parent_id");
  CREATE INDEX "sections_part_prose_path_idx" ON "sections_part_prose" USING btree ("_path");
  CREATE INDEX "sections_part_entries_rows_order_idx" ON "sections_part_entries_rows" USING btree ("_order");
  CREATE INDEX "sections_part_entries_rows_parent_id_idx" ON "sections_part_entries_rows" USING btree ("_parent_id");
  CREATE INDEX "sections_part_entries_order_idx" ON "sections_part_entries" USING btree ("_order");
  CREATE INDEX "sections_part_entries_parent_id_idx" ON "sections_part_entries" USING btree ("_parent_id");
  CREATE INDEX "sections_part_entries_path_idx" ON "sections_part_entries" USING btree ("_path");
  CREATE INDEX "sections_part_choices_order_idx" ON "sections_part_choices" USING btree ("_order");
  CREATE INDEX "sections_part_choices_parent_id_idx" ON "sections_part_choices" USING btree ("_parent_id");
  CREATE INDEX "sections_part_questions_items_order_idx" ON "sections_part_questions_items" USING btree ("_order");
  CREATE INDEX "sections_part_questions_items_parent_id_idx" ON "sections_part_questions_items" USING btree ("_parent_id");
  CREATE INDEX "sections_part_questions_order_idx" ON "sections_part_questions" USING btree ("_order");
  CREATE INDEX "sections_part_questions_parent_id_idx" ON "sections_part_questions" USING btree ("_parent_id");
  CREATE INDEX "sections_part_questions_path_idx" ON "sections_part_questions" USING btree ("_path");
  CREATE INDEX "sections_part_tree_nodes_order_idx" ON "sections_part_tree_nodes" USING btree ("_order");
  CREATE INDEX "sections_part_tree_nodes_parent_id_idx" ON "sections_part_tree_nodes" USING btree ("_parent_id");
  CREATE INDEX "sections_part_tree_order_idx" ON "sections_part_tree" USING btree ("_order");
  CREATE INDEX "sections_part_tree_parent_id_idx" ON "sections_part_tree" USING btree ("_parent_id");
  CREATE INDEX "sections_part_tree_path_idx" ON "sections_part_tree" USING btree ("_path");
  CREATE INDEX "sections_part_boards_rows_order_idx" ON "sections_part_boards_rows" USING btree ("_order");
  CREATE INDEX "sections_part_boards_rows_parent_id_idx" ON "sections_part_boards_rows" USING btree ("_parent_id");
  CREATE INDEX "sections_part_boards_rows_position_idx" ON "sections_part_boards_rows" USING btree ("position_id");
  CREATE INDEX "sections_part_boards_order_idx" ON "sections_part_boards" USING btree ("_order");
  CREATE INDEX "sections_part_boards_parent_id_idx" ON "sections_part_boards" USING btree ("_parent_id");
  CREATE INDEX "sections_part_boards_path_idx" ON "sections_part_boards" USING btree ("_path");
  CREATE INDEX "sections_plan_idx" ON "sections" USING btree ("plan_id");
  CREATE INDEX "sections_provenance_provenance_run_idx" ON "sections" USING btree ("provenance_run_id");
  CREATE INDEX "sections_provenance_provenance_step_idx" ON "sections" USING btree ("provenance_step_id");
  CREATE INDEX "sections_updated_at_idx" ON "sections" USING btree ("updated_at");
  CREATE INDEX "sections_created_at_idx" ON "sections" USING btree ("created_at");
  CREATE INDEX "sections__status_idx" ON "sections" USING btree ("_status");
  CREATE UNIQUE INDEX "parentKey_key_idx" ON "sections" USING btree ("parent_key","key");
  CREATE INDEX "provenance_run_2_idx" ON "sections" USING btree ("provenance_run_id");
  CREATE UNIQUE INDEX "provenance_step_provenance_item_2_idx" ON "sections" USING btree ("provenance_step_id","provenance_item");
  CREATE INDEX "sections_texts_order_parent" ON "sections_texts" USING btree ("order","parent_id");
  CREATE INDEX "sections_texts_text_idx" ON "sections_texts" USING btree ("text");
  CREATE INDEX "sections_rels_order_idx" ON "sections_rels" USING btree ("order");
  CREATE INDEX "sections_rels_parent_idx" ON "sections_rels" USING btree ("parent_id");
  CREATE INDEX "sections_rels_path_idx" ON "sections_rels" USING btree ("path");
  CREATE INDEX "sections_rels_lessons_id_idx" ON "sections_rels" USING btree ("lessons_id");
  CREATE INDEX "sections_rels_courses_id_idx" ON "sections_rels" USING btree ("courses_id");
  CREATE INDEX "_sections_part_prose_v_order_idx" ON "_sections_part_prose_v" USING btree ("_order");
  CREATE INDEX "_sections_part_prose_v_parent_id_idx" ON "_sections_part_prose_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_prose_v_path_idx" ON "_sections_part_prose_v" USING btree ("_path");
  CREATE INDEX "_sections_part_entries_v_rows_order_idx" ON "_sections_part_entries_v_rows" USING btree ("_order");
  CREATE INDEX "_sections_part_entries_v_rows_parent_id_idx" ON "_sections_part_entries_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_entries_v_order_idx" ON "_sections_part_entries_v" USING btree ("_order");
  CREATE INDEX "_sections_part_entries_v_parent_id_idx" ON "_sections_part_entries_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_entries_v_path_idx" ON "_sections_part_entries_v" USING btree ("_path");
  CREATE INDEX "_sections_part_choices_v_order_idx" ON "_sections_part_choices_v" USING btree ("_order");
  CREATE INDEX "_sections_part_choices_v_parent_id_idx" ON "_sections_part_choices_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_questions_v_items_order_idx" ON "_sections_part_questions_v_items" USING btree ("_order");
  CREATE INDEX "_sections_part_questions_v_items_parent_id_idx" ON "_sections_part_questions_v_items" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_questions_v_order_idx" ON "_sections_part_questions_v" USING btree ("_order");
  CREATE INDEX "_sections_part_questions_v_parent_id_idx" ON "_sections_part_questions_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_questions_v_path_idx" ON "_sections_part_questions_v" USING btree ("_path");
  CREATE INDEX "_sections_part_tree_v_nodes_order_idx" ON "_sections_part_tree_v_nodes" USING btree ("_order");
  CREATE INDEX "_sections_part_tree_v_nodes_parent_id_idx" ON "_sections_part_tree_v_nodes" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_tree_v_order_idx" ON "_sections_part_tree_v" USING btree ("_order");
  CREATE INDEX "_sections_part_tree_v_parent_id_idx" ON "_sections_part_tree_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_tree_v_path_idx" ON "_sections_part_tree_v" USING btree ("_path");
  CREATE INDEX "_sections_part_boards_v_rows_order_idx" ON "_sections_part_boards_v_rows" USING btree ("_order");
  CREATE INDEX "_sections_part_boards_v_rows_parent_id_idx" ON "_sections_part_boards_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_boards_v_rows_position_idx" ON "_sections_part_boards_v_rows" USING btree ("position_id");
  CREATE INDEX "_sections_part_boards_v_order_idx" ON "_sections_part_boards_v" USING btree ("_order");
  CREATE INDEX "_sections_part_boards_v_parent_id_idx" ON "_sections_part_boards_v" USING btree ("_parent_id");
  CREATE INDEX "_sections_part_boards_v_path_idx" ON "_sections_part_boards_v" USING btree ("_path");
  CREATE INDEX "_sections_v_parent_idx" ON "_sections_v" USING btree ("parent_id");
  CREATE INDEX "_sections_v_version_version_plan_idx" ON "_sections_v" USING btree ("version_plan_id");
  CREATE INDEX "_sections_v_version_provenance_version_provenance_run_idx" ON "_sections_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "_sections_v_version_provenance_version_provenance_step_idx" ON "_sections_v" USING btree ("version_provenance_step_id");
  CREATE INDEX "_sections_v_version_version_updated_at_idx" ON "_sections_v" USING btree ("version_updated_at");
  CREATE INDEX "_sections_v_version_version_created_at_idx" ON "_sections_v" USING btree ("version_created_at");
  CREATE INDEX "_sections_v_version_version__status_idx" ON "_sections_v" USING btree ("version__status");
  CREATE INDEX "_sections_v_created_at_idx" ON "_sections_v" USING btree ("created_at");
  CREATE INDEX "_sections_v_updated_at_idx" ON "_sections_v" USING btree ("updated_at");
  CREATE INDEX "_sections_v_latest_idx" ON "_sections_v" USING btree ("latest");
  CREATE INDEX "version_parentKey_version_key_idx" ON "_sections_v" USING btree ("version_parent_key","version_key");
  CREATE INDEX "version_provenance_run_2_idx" ON "_sections_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "version_provenance_step_version_provenance_item_2_idx" ON "_sections_v" USING btree ("version_provenance_step_id","version_provenance_item");
  CREATE INDEX "_sections_v_texts_order_parent" ON "_sections_v_texts" USING btree ("order","parent_id");
  CREATE INDEX "_sections_v_rels_order_idx" ON "_sections_v_rels" USING btree ("order");
  CREATE INDEX "_sections_v_rels_parent_idx" ON "_sections_v_rels" USING btree ("parent_id");
  CREATE INDEX "_sections_v_rels_path_idx" ON "_sections_v_rels" USING btree ("path");
  CREATE INDEX "_sections_v_rels_lessons_id_idx" ON "_sections_v_rels" USING btree ("lessons_id");
  CREATE INDEX "_sections_v_rels_courses_id_idx" ON "_sections_v_rels" USING btree ("courses_id");
  CREATE INDEX "courses_curriculum_idx" ON "courses" USING btree ("curriculum_id");
  CREATE INDEX "courses_profile_idx" ON "courses" USING btree ("profile_id");
  CREATE INDEX "courses_kit_idx" ON "courses" USING btree ("kit_id");
  CREATE INDEX "courses_plan_idx" ON "courses" USING btree ("plan_id");
  CREATE INDEX "courses_provenance_provenance_run_idx" ON "courses" USING btree ("provenance_run_id");
  CREATE INDEX "courses_provenance_provenance_step_idx" ON "courses" USING btree ("provenance_step_id");
  CREATE INDEX "courses_updated_at_idx" ON "courses" USING btree ("updated_at");
  CREATE INDEX "courses_created_at_idx" ON "courses" USING btree ("created_at");
  CREATE INDEX "courses__status_idx" ON "courses" USING btree ("_status");
  CREATE INDEX "provenance_run_3_idx" ON "courses" USING btree ("provenance_run_id");
  CREATE UNIQUE INDEX "provenance_step_provenance_item_3_idx" ON "courses" USING btree ("provenance_step_id","provenance_item");
  CREATE INDEX "courses_texts_order_parent" ON "courses_texts" USING btree ("order","parent_id");
  CREATE INDEX "courses_rels_order_idx" ON "courses_rels" USING btree ("order");
  CREATE INDEX "courses_rels_parent_idx" ON "courses_rels" USING btree ("parent_id");
  CREATE INDEX "courses_rels_path_idx" ON "courses_rels" USING btree ("path");
  CREATE INDEX "courses_rels_lessons_id_idx" ON "courses_rels" USING btree ("lessons_id");
  CREATE INDEX "courses_rels_drill_series_id_idx" ON "courses_rels" USING btree ("drill_series_id");
  CREATE INDEX "_courses_v_parent_idx" ON "_courses_v" USING btree ("parent_id");
  CREATE INDEX "_courses_v_version_version_curriculum_idx" ON "_courses_v" USING btree ("version_curriculum_id");
  CREATE INDEX "_courses_v_version_version_profile_idx" ON "_courses_v" USING btree ("version_profile_id");
  CREATE INDEX "_courses_v_version_version_kit_idx" ON "_courses_v" USING btree ("version_kit_id");
  CREATE INDEX "_courses_v_version_version_plan_idx" ON "_courses_v" USING btree ("version_plan_id");
  CREATE INDEX "_courses_v_version_provenance_version_provenance_run_idx" ON "_courses_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "_courses_v_version_provenance_version_provenance_step_idx" ON "_courses_v" USING btree ("version_provenance_step_id");
  CREATE INDEX "_courses_v_version_version_updated_at_idx" ON "_courses_v" USING btree ("version_updated_at");
  CREATE INDEX "_courses_v_version_version_created_at_idx" ON "_courses_v" USING btree ("version_created_at");
  CREATE INDEX "_courses_v_version_version__status_idx" ON "_courses_v" USING btree ("version__status");
  CREATE INDEX "_courses_v_created_at_idx" ON "_courses_v" USING btree ("created_at");
  CREATE INDEX "_courses_v_updated_at_idx" ON "_courses_v" USING btree ("updated_at");
  CREATE INDEX "_courses_v_latest_idx" ON "_courses_v" USING btree ("latest");
  CREATE INDEX "version_provenance_run_3_idx" ON "_courses_v" USING btree ("version_provenance_run_id");
  CREATE INDEX "version_provenance_step_version_provenance_item_3_idx" ON "_courses_v" USING btree ("version_provenance_step_id","version_provenance_item");
  CREATE INDEX "_courses_v_texts_order_parent" ON "_courses_v_texts" USING btree ("order","parent_id");
  CREATE INDEX "_courses_v_rels_order_idx" ON "_courses_v_rels" USING btree ("order");
  CREATE INDEX "_courses_v_rels_parent_idx" ON "_courses_v_rels" USING btree ("parent_id");
  CREATE INDEX "_courses_v_rels_path_idx" ON "_courses_v_rels" USING btree ("path");
  CREATE INDEX "_courses_v_rels_lessons_id_idx" ON "_courses_v_rels" USING btree ("lessons_id");
  CREATE INDEX "_courses_v_rels_drill_series_id_idx" ON "_courses_v_rels" USING btree ("drill_series_id");
  CREATE INDEX "plans_part_prose_order_idx" ON "plans_part_prose" USING btree ("_order");
  CREATE INDEX "plans_part_prose_parent_id_idx" ON "plans_part_prose" USING btree ("_parent_id");
  CREATE INDEX "plans_part_prose_path_idx" ON "plans_part_prose" USING btree ("_path");
  CREATE INDEX "plans_part_entries_rows_order_idx" ON "plans_part_entries_rows" USING btree ("_order");
  CREATE INDEX "plans_part_entries_rows_parent_id_idx" ON "plans_part_entries_rows" USING btree ("_parent_id");
  CREATE INDEX "plans_part_entries_order_idx" ON "plans_part_entries" USING btree ("_order");
  CREATE INDEX "plans_part_entries_parent_id_idx" ON "plans_part_entries" USING btree ("_parent_id");
  CREATE INDEX "plans_part_entries_path_idx" ON "plans_part_entries" USING btree ("_path");
  CREATE INDEX "plans_part_choices_order_idx" ON "plans_part_choices" USING btree ("_order");
  CREATE INDEX "plans_part_choices_parent_id_idx" ON "plans_part_choices" USING btree ("_parent_id");
  CREATE INDEX "plans_part_questions_items_order_idx" ON "plans_part_questions_items" USING btree ("_order");
  CREATE INDEX "plans_part_questions_items_parent_id_idx" ON "plans_part_questions_items" USING btree ("_parent_id");
  CREATE INDEX "plans_part_questions_order_idx" ON "plans_part_questions" USING btree ("_order");
  CREATE INDEX "plans_part_questions_parent_id_idx" ON "plans_part_questions" USING btree ("_parent_id");
  CREATE INDEX "plans_part_questions_path_idx" ON "plans_part_questions" USING btree ("_path");
  CREATE INDEX "plans_part_tree_nodes_order_idx" ON "plans_part_tree_nodes" USING btree ("_order");
  CREATE INDEX "plans_part_tree_nodes_parent_id_idx" ON "plans_part_tree_nodes" USING btree ("_parent_id");
  CREATE INDEX "plans_part_tree_order_idx" ON "plans_part_tree" USING btree ("_order");
  CREATE INDEX "plans_part_tree_parent_id_idx" ON "plans_part_tree" USING btree ("_parent_id");
  CREATE INDEX "plans_part_tree_path_idx" ON "plans_part_tree" USING btree ("_path");
  CREATE INDEX "plans_part_boards_rows_order_idx" ON "plans_part_boards_rows" USING btree ("_order");
  CREATE INDEX "plans_part_boards_rows_parent_id_idx" ON "plans_part_boards_rows" USING btree ("_parent_id");
  CREATE INDEX "plans_part_boards_rows_position_idx" ON "plans_part_boards_rows" USING btree ("position_id");
  CREATE INDEX "plans_part_boards_order_idx" ON "plans_part_boards" USING btree ("_order");
  CREATE INDEX "plans_part_boards_parent_id_idx" ON "plans_part_boards" USING btree ("_parent_id");
  CREATE INDEX "plans_part_boards_path_idx" ON "plans_part_boards" USING btree ("_path");
  CREATE INDEX "plans_state_idx" ON "plans" USING btree ("state");
  CREATE INDEX "plans_curriculum_idx" ON "plans" USING btree ("curriculum_id");
  CREATE INDEX "plans_profile_idx" ON "plans" USING btree ("profile_id");
  CREATE INDEX "plans_kit_idx" ON "plans" USING btree ("kit_id");
  CREATE INDEX "plans_expires_at_idx" ON "plans" USING btree ("expires_at");
  CREATE INDEX "plans_run_idx" ON "plans" USING btree ("run_id");
  CREATE UNIQUE INDEX "plans_key_idx" ON "plans" USING btree ("key");
  CREATE INDEX "plans_shared_key_idx" ON "plans" USING btree ("shared_key");
  CREATE INDEX "plans_objective_hash_idx" ON "plans" USING btree ("objective_hash");
  CREATE INDEX "plans_profile_hash_idx" ON "plans" USING btree ("profile_hash");
  CREATE INDEX "plans_kit_hash_idx" ON "plans" USING btree ("kit_hash");
  CREATE INDEX "plans_curriculum_hash_idx" ON "plans" USING btree ("curriculum_hash");
  CREATE INDEX "plans_writer_idx" ON "plans" USING btree ("writer_id");
  CREATE INDEX "plans_updated_at_idx" ON "plans" USING btree ("updated_at");
  CREATE INDEX "plans_created_at_idx" ON "plans" USING btree ("created_at");
  CREATE INDEX "plans_texts_order_parent" ON "plans_texts" USING btree ("order","parent_id");
  CREATE INDEX "_plans_part_prose_v_order_idx" ON "_plans_part_prose_v" USING btree ("_order");
  CREATE INDEX "_plans_part_prose_v_parent_id_idx" ON "_plans_part_prose_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_prose_v_path_idx" ON "_plans_part_prose_v" USING btree ("_path");
  CREATE INDEX "_plans_part_entries_v_rows_order_idx" ON "_plans_part_entries_v_rows" USING btree ("_order");
  CREATE INDEX "_plans_part_entries_v_rows_parent_id_idx" ON "_plans_part_entries_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_entries_v_order_idx" ON "_plans_part_entries_v" USING btree ("_order");
  CREATE INDEX "_plans_part_entries_v_parent_id_idx" ON "_plans_part_entries_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_entries_v_path_idx" ON "_plans_part_entries_v" USING btree ("_path");
  CREATE INDEX "_plans_part_choices_v_order_idx" ON "_plans_part_choices_v" USING btree ("_order");
  CREATE INDEX "_plans_part_choices_v_parent_id_idx" ON "_plans_part_choices_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_questions_v_items_order_idx" ON "_plans_part_questions_v_items" USING btree ("_order");
  CREATE INDEX "_plans_part_questions_v_items_parent_id_idx" ON "_plans_part_questions_v_items" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_questions_v_order_idx" ON "_plans_part_questions_v" USING btree ("_order");
  CREATE INDEX "_plans_part_questions_v_parent_id_idx" ON "_plans_part_questions_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_questions_v_path_idx" ON "_plans_part_questions_v" USING btree ("_path");
  CREATE INDEX "_plans_part_tree_v_nodes_order_idx" ON "_plans_part_tree_v_nodes" USING btree ("_order");
  CREATE INDEX "_plans_part_tree_v_nodes_parent_id_idx" ON "_plans_part_tree_v_nodes" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_tree_v_order_idx" ON "_plans_part_tree_v" USING btree ("_order");
  CREATE INDEX "_plans_part_tree_v_parent_id_idx" ON "_plans_part_tree_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_tree_v_path_idx" ON "_plans_part_tree_v" USING btree ("_path");
  CREATE INDEX "_plans_part_boards_v_rows_order_idx" ON "_plans_part_boards_v_rows" USING btree ("_order");
  CREATE INDEX "_plans_part_boards_v_rows_parent_id_idx" ON "_plans_part_boards_v_rows" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_boards_v_rows_position_idx" ON "_plans_part_boards_v_rows" USING btree ("position_id");
  CREATE INDEX "_plans_part_boards_v_order_idx" ON "_plans_part_boards_v" USING btree ("_order");
  CREATE INDEX "_plans_part_boards_v_parent_id_idx" ON "_plans_part_boards_v" USING btree ("_parent_id");
  CREATE INDEX "_plans_part_boards_v_path_idx" ON "_plans_part_boards_v" USING btree ("_path");
  CREATE INDEX "_plans_v_parent_idx" ON "_plans_v" USING btree ("parent_id");
  CREATE INDEX "_plans_v_version_version_state_idx" ON "_plans_v" USING btree ("version_state");
  CREATE INDEX "_plans_v_version_version_curriculum_idx" ON "_plans_v" USING btree ("version_curriculum_id");
  CREATE INDEX "_plans_v_version_version_profile_idx" ON "_plans_v" USING btree ("version_profile_id");
  CREATE INDEX "_plans_v_version_version_kit_idx" ON "_plans_v" USING btree ("version_kit_id");
  CREATE INDEX "_plans_v_version_version_expires_at_idx" ON "_plans_v" USING btree ("version_expires_at");
  CREATE INDEX "_plans_v_version_version_run_idx" ON "_plans_v" USING btree ("version_run_id");
  CREATE INDEX "_plans_v_version_version_key_idx" ON "_plans_v" USING btree ("version_key");
  CREATE INDEX "_plans_v_version_version_shared_key_idx" ON "_plans_v" USING btree ("version_shared_key");
  CREATE INDEX "_plans_v_version_version_objective_hash_idx" ON "_plans_v" USING btree ("version_objective_hash");
  CREATE INDEX "_plans_v_version_version_profile_hash_idx" ON "_plans_v" USING btree ("version_profile_hash");
  CREATE INDEX "_plans_v_version_version_kit_hash_idx" ON "_plans_v" USING btree ("version_kit_hash");
  CREATE INDEX "_plans_v_version_version_curriculum_hash_idx" ON "_plans_v" USING btree ("version_curriculum_hash");
  CREATE INDEX "_plans_v_version_version_writer_idx" ON "_plans_v" USING btree ("version_writer_id");
  CREATE INDEX "_plans_v_version_version_updated_at_idx" ON "_plans_v" USING btree ("version_updated_at");
  CREATE INDEX "_plans_v_version_version_created_at_idx" ON "_plans_v" USING btree ("version_created_at");
  CREATE INDEX "_plans_v_created_at_idx" ON "_plans_v" USING btree ("created_at");
  CREATE INDEX "_plans_v_updated_at_idx" ON "_plans_v" USING btree ("updated_at");
  CREATE INDEX "_plans_v_texts_order_parent" ON "_plans_v_texts" USING btree ("order","parent_id");
  CREATE INDEX "kits_sources_order_idx" ON "kits_sources" USING btree ("_order");
  CREATE INDEX "kits_sources_parent_id_idx" ON "kits_sources" USING btree ("_parent_id");
  CREATE INDEX "kits_vocabulary_order_idx" ON "kits_vocabulary" USING btree ("_order");
  CREATE INDEX "kits_vocabulary_parent_id_idx" ON "kits_vocabulary" USING btree ("_parent_id");
  CREATE INDEX "kits_glossary_order_idx" ON "kits_glossary" USING btree ("_order");
  CREATE INDEX "kits_glossary_parent_id_idx" ON "kits_glossary" USING btree ("_parent_id");
  CREATE INDEX "kits_updated_at_idx" ON "kits" USING btree ("updated_at");
  CREATE INDEX "kits_created_at_idx" ON "kits" USING btree ("created_at");
  CREATE INDEX "kits__status_idx" ON "kits" USING btree ("_status");
  CREATE INDEX "kits_texts_order_parent" ON "kits_texts" USING btree ("order","parent_id");
  CREATE INDEX "_kits_v_version_sources_order_idx" ON "_kits_v_version_sources" USING btree ("_order");
  CREATE INDEX "_kits_v_version_sources_parent_id_idx" ON "_kits_v_version_sources" USING btree ("_parent_id");
  CREATE INDEX "_kits_v_version_vocabulary_order_idx" ON "_kits_v_version_vocabulary" USING btree ("_order");
  CREATE INDEX "_kits_v_version_vocabulary_parent_id_idx" ON "_kits_v_version_vocabulary" USING btree ("_parent_id");
  CREATE INDEX "_kits_v_version_glossary_order_idx" ON "_kits_v_version_glossary" USING btree ("_order");
  CREATE INDEX "_kits_v_version_glossary_parent_id_idx" ON "_kits_v_version_glossary" USING btree ("_parent_id");
  CREATE INDEX "_kits_v_parent_idx" ON "_kits_v" USING btree ("parent_id");
  CREATE INDEX "_kits_v_version_version_updated_at_idx" ON "_kits_v" USING btree ("version_updated_at");
  CREATE INDEX "_kits_v_version_version_created_at_idx" ON "_kits_v" USING btree ("version_created_at");
  CREATE INDEX "_kits_v_version_version__status_idx" ON "_kits_v" USING btree ("version__status");
  CREATE INDEX "_kits_v_created_at_idx" ON "_kits_v" USING btree ("created_at");
  CREATE INDEX "_kits_v_updated_at_idx" ON "_kits_v" USING btree ("updated_at");
  CREATE INDEX "_kits_v_latest_idx" ON "_kits_v" USING btree ("latest");
  CREATE INDEX "_kits_v_texts_order_parent" ON "_kits_v_texts" USING btree ("order","parent_id");
  ALTER TABLE "generation_runs_rels" ADD CONSTRAINT "generation_runs_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_lessons_fk" FOREIGN KEY ("lessons_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_sections_fk" FOREIGN KEY ("sections_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_courses_fk" FOREIGN KEY ("courses_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_plans_fk" FOREIGN KEY ("plans_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;
  ALTER TABLE "payload_locked_documents_rels" ADD CONSTRAINT "payload_locked_documents_rels_kits_fk" FOREIGN KEY ("kits_id") REFERENCES "public"."kits"("id") ON DELETE cascade ON UPDATE no action;
  CREATE INDEX "generation_runs_rels_courses_id_idx" ON "generation_runs_rels" USING btree ("courses_id");
  CREATE INDEX "payload_locked_documents_rels_lessons_id_idx" ON "payload_locked_documents_rels" USING btree ("lessons_id");
  CREATE INDEX "payload_locked_documents_rels_sections_id_idx" ON "payload_locked_documents_rels" USING btree ("sections_id");
  CREATE INDEX "payload_locked_documents_rels_courses_id_idx" ON "payload_locked_documents_rels" USING btree ("courses_id");
  CREATE INDEX "payload_locked_documents_rels_plans_id_idx" ON "payload_locked_documents_rels" USING btree ("plans_id");
  CREATE INDEX "payload_locked_documents_rels_kits_id_idx" ON "payload_locked_documents_rels" USING btree ("kits_id");`)
  await tagProfileLanguages({ db })
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "lessons_part_prose" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_entries_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_entries" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_choices" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_questions_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_questions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_tree_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_tree" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_boards_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_part_boards" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "lessons_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_prose_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_entries_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_entries_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_choices_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_questions_v_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_questions_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_tree_v_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_tree_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_boards_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_part_boards_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_lessons_v_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_prose" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_entries_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_entries" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_choices" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_questions_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_questions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_tree_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_tree" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_boards_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_part_boards" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "sections_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_prose_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_entries_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_entries_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_choices_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_questions_v_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_questions_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_tree_v_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_tree_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_boards_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_part_boards_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_v_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_sections_v_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "courses" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "courses_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "courses_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_courses_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_courses_v_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_courses_v_rels" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_prose" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_entries_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_entries" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_choices" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_questions_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_questions" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_tree_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_tree" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_boards_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_part_boards" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "plans_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_prose_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_entries_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_entries_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_choices_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_questions_v_items" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_questions_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_tree_v_nodes" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_tree_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_boards_v_rows" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_part_boards_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_plans_v_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "kits_sources" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "kits_vocabulary" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "kits_glossary" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "kits" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "kits_texts" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_kits_v_version_sources" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_kits_v_version_vocabulary" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_kits_v_version_glossary" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_kits_v" DISABLE ROW LEVEL SECURITY;
  ALTER TABLE "_kits_v_texts" DISABLE ROW LEVEL SECURITY;
  DROP TABLE "lessons_part_prose" CASCADE;
  DROP TABLE "lessons_part_entries_rows" CASCADE;
  DROP TABLE "lessons_part_entries" CASCADE;
  DROP TABLE "lessons_part_choices" CASCADE;
  DROP TABLE "lessons_part_questions_items" CASCADE;
  DROP TABLE "lessons_part_questions" CASCADE;
  DROP TABLE "lessons_part_tree_nodes" CASCADE;
  DROP TABLE "lessons_part_tree" CASCADE;
  DROP TABLE "lessons_part_boards_rows" CASCADE;
  DROP TABLE "lessons_part_boards" CASCADE;
  DROP TABLE "lessons" CASCADE;
  DROP TABLE "lessons_texts" CASCADE;
  DROP TABLE "_lessons_part_prose_v" CASCADE;
  DROP TABLE "_lessons_part_entries_v_rows" CASCADE;
  DROP TABLE "_lessons_part_entries_v" CASCADE;
  DROP TABLE "_lessons_part_choices_v" CASCADE;
  DROP TABLE "_lessons_part_questions_v_items" CASCADE;
  DROP TABLE "_lessons_part_questions_v" CASCADE;
  DROP TABLE "_lessons_part_tree_v_nodes" CASCADE;
  DROP TABLE "_lessons_part_tree_v" CASCADE;
  DROP TABLE "_lessons_part_boards_v_rows" CASCADE;
  DROP TABLE "_lessons_part_boards_v" CASCADE;
  DROP TABLE "_lessons_v" CASCADE;
  DROP TABLE "_lessons_v_texts" CASCADE;
  DROP TABLE "sections_part_prose" CASCADE;
  DROP TABLE "sections_part_entries_rows" CASCADE;
  DROP TABLE "sections_part_entries" CASCADE;
  DROP TABLE "sections_part_choices" CASCADE;
  DROP TABLE "sections_part_questions_items" CASCADE;
  DROP TABLE "sections_part_questions" CASCADE;
  DROP TABLE "sections_part_tree_nodes" CASCADE;
  DROP TABLE "sections_part_tree" CASCADE;
  DROP TABLE "sections_part_boards_rows" CASCADE;
  DROP TABLE "sections_part_boards" CASCADE;
  DROP TABLE "sections" CASCADE;
  DROP TABLE "sections_texts" CASCADE;
  DROP TABLE "sections_rels" CASCADE;
  DROP TABLE "_sections_part_prose_v" CASCADE;
  DROP TABLE "_sections_part_entries_v_rows" CASCADE;
  DROP TABLE "_sections_part_entries_v" CASCADE;
  DROP TABLE "_sections_part_choices_v" CASCADE;
  DROP TABLE "_sections_part_questions_v_items" CASCADE;
  DROP TABLE "_sections_part_questions_v" CASCADE;
  DROP TABLE "_sections_part_tree_v_nodes" CASCADE;
  DROP TABLE "_sections_part_tree_v" CASCADE;
  DROP TABLE "_sections_part_boards_v_rows" CASCADE;
  DROP TABLE "_sections_part_boards_v" CASCADE;
  DROP TABLE "_sections_v" CASCADE;
  DROP TABLE "_sections_v_texts" CASCADE;
  DROP TABLE "_sections_v_rels" CASCADE;
  DROP TABLE "courses" CASCADE;
  DROP TABLE "courses_texts" CASCADE;
  DROP TABLE "courses_rels" CASCADE;
  DROP TABLE "_courses_v" CASCADE;
  DROP TABLE "_courses_v_texts" CASCADE;
  DROP TABLE "_courses_v_rels" CASCADE;
  DROP TABLE "plans_part_prose" CASCADE;
  DROP TABLE "plans_part_entries_rows" CASCADE;
  DROP TABLE "plans_part_entries" CASCADE;
  DROP TABLE "plans_part_choices" CASCADE;
  DROP TABLE "plans_part_questions_items" CASCADE;
  DROP TABLE "plans_part_questions" CASCADE;
  DROP TABLE "plans_part_tree_nodes" CASCADE;
  DROP TABLE "plans_part_tree" CASCADE;
  DROP TABLE "plans_part_boards_rows" CASCADE;
  DROP TABLE "plans_part_boards" CASCADE;
  DROP TABLE "plans" CASCADE;
  DROP TABLE "plans_texts" CASCADE;
  DROP TABLE "_plans_part_prose_v" CASCADE;
  DROP TABLE "_plans_part_entries_v_rows" CASCADE;
  DROP TABLE "_plans_part_entries_v" CASCADE;
  DROP TABLE "_plans_part_choices_v" CASCADE;
  DROP TABLE "_plans_part_questions_v_items" CASCADE;
  DROP TABLE "_plans_part_questions_v" CASCADE;
  DROP TABLE "_plans_part_tree_v_nodes" CASCADE;
  DROP TABLE "_plans_part_tree_v" CASCADE;
  DROP TABLE "_plans_part_boards_v_rows" CASCADE;
  DROP TABLE "_plans_part_boards_v" CASCADE;
  DROP TABLE "_plans_v" CASCADE;
  DROP TABLE "_plans_v_texts" CASCADE;
  DROP TABLE "kits_sources" CASCADE;
  DROP TABLE "kits_vocabulary" CASCADE;
  DROP TABLE "kits_glossary" CASCADE;
  DROP TABLE "kits" CASCADE;
  DROP TABLE "kits_texts" CASCADE;
  DROP TABLE "_kits_v_version_sources" CASCADE;
  DROP TABLE "_kits_v_version_vocabulary" CASCADE;
  DROP TABLE "_kits_v_version_glossary" CASCADE;
  DROP TABLE "_kits_v" CASCADE;
  DROP TABLE "_kits_v_texts" CASCADE;
  ALTER TABLE "generation_runs_rels" DROP CONSTRAINT "generation_runs_rels_courses_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_lessons_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_sections_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_courses_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_plans_fk";
  
  ALTER TABLE "payload_locked_documents_rels" DROP CONSTRAINT "payload_locked_documents_rels_kits_fk";
  
  DROP INDEX "generation_runs_rels_courses_id_idx";
  DROP INDEX "payload_locked_documents_rels_lessons_id_idx";
  DROP INDEX "payload_locked_documents_rels_sections_id_idx";
  DROP INDEX "payload_locked_documents_rels_courses_id_idx";
  DROP INDEX "payload_locked_documents_rels_plans_id_idx";
  DROP INDEX "payload_locked_documents_rels_kits_id_idx";
  ALTER TABLE "profiles" ALTER COLUMN "language" SET DEFAULT 'English';
  ALTER TABLE "curricula_objectives" DROP COLUMN "pending";
  ALTER TABLE "generation_runs" DROP COLUMN "usage_saved_tokens";
  ALTER TABLE "generation_runs_rels" DROP COLUMN "courses_id";
  ALTER TABLE "generation_logs" DROP COLUMN "feature";
  ALTER TABLE "generation_logs" DROP COLUMN "subject";
  ALTER TABLE "generation_logs" DROP COLUMN "items";
  ALTER TABLE "generation_logs" DROP COLUMN "saved_tokens";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "lessons_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "sections_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "courses_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "plans_id";
  ALTER TABLE "payload_locked_documents_rels" DROP COLUMN "kits_id";
  DROP TYPE "public"."enum_lessons_part_questions_items_sort";
  DROP TYPE "public"."enum_lessons_difficulty";
  DROP TYPE "public"."enum_lessons_game";
  DROP TYPE "public"."enum_lessons_status";
  DROP TYPE "public"."enum__lessons_part_questions_v_items_sort";
  DROP TYPE "public"."enum__lessons_v_version_difficulty";
  DROP TYPE "public"."enum__lessons_v_version_game";
  DROP TYPE "public"."enum__lessons_v_version_status";
  DROP TYPE "public"."enum_sections_part_questions_items_sort";
  DROP TYPE "public"."enum_sections_status";
  DROP TYPE "public"."enum__sections_part_questions_v_items_sort";
  DROP TYPE "public"."enum__sections_v_version_status";
  DROP TYPE "public"."enum_courses_status";
  DROP TYPE "public"."enum__courses_v_version_status";
  DROP TYPE "public"."enum_plans_part_questions_items_sort";
  DROP TYPE "public"."enum__plans_part_questions_v_items_sort";
  DROP TYPE "public"."enum_kits_status";
  DROP TYPE "public"."enum__kits_v_version_status";`)
}
