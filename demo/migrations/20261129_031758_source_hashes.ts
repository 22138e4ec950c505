import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "drills" ADD COLUMN "source_hashes" jsonb;
  ALTER TABLE "_drills_v" ADD COLUMN "version_source_hashes" jsonb;
  ALTER TABLE "lessons" ADD COLUMN "source_hashes" jsonb;
  ALTER TABLE "_lessons_v" ADD COLUMN "version_source_hashes" jsonb;
  ALTER TABLE "sections" ADD COLUMN "source_hashes" jsonb;
  ALTER TABLE "_sections_v" ADD COLUMN "version_source_hashes" jsonb;
  ALTER TABLE "courses" ADD COLUMN "source_hashes" jsonb;
  ALTER TABLE "_courses_v" ADD COLUMN "version_source_hashes" jsonb;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "drills" DROP COLUMN "source_hashes";
  ALTER TABLE "_drills_v" DROP COLUMN "version_source_hashes";
  ALTER TABLE "lessons" DROP COLUMN "source_hashes";
  ALTER TABLE "_lessons_v" DROP COLUMN "version_source_hashes";
  ALTER TABLE "sections" DROP COLUMN "source_hashes";
  ALTER TABLE "_sections_v" DROP COLUMN "version_source_hashes";
  ALTER TABLE "courses" DROP COLUMN "source_hashes";
  ALTER TABLE "_courses_v" DROP COLUMN "version_source_hashes";`)
}
