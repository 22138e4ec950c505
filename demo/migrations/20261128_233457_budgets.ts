import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TYPE "public"."enum_generation_logs_outcome" ADD VALUE 'lost';
  ALTER TABLE "generation_logs" ADD COLUMN "untold_tokens" numeric;
  ALTER TABLE "generation_logs" ADD COLUMN "untold_micro_usd" numeric;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "generation_logs" ALTER COLUMN "outcome" SET DATA TYPE text;
  UPDATE "generation_logs" SET "outcome" = 'aborted' WHERE "outcome" = 'lost';
  DROP TYPE "public"."enum_generation_logs_outcome";
  CREATE TYPE "public"."enum_generation_logs_outcome" AS ENUM('ok', 'invalid', 'refused', 'truncated', 'timeout', 'rate-limited', 'unavailable', 'rejected', 'unauthorized', 'out-of-credit', 'aborted');
  ALTER TABLE "generation_logs" ALTER COLUMN "outcome" SET DATA TYPE "public"."enum_generation_logs_outcome" USING "outcome"::"public"."enum_generation_logs_outcome";
  ALTER TABLE "generation_logs" DROP COLUMN "untold_tokens";
  ALTER TABLE "generation_logs" DROP COLUMN "untold_micro_usd";`)
}
