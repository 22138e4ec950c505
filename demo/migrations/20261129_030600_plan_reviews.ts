import type { MigrateDownArgs, MigrateUpArgs } from '@payloadcms/db-postgres'
import { addMissingReviews } from '../../src/index.js'

/** Plans from before they had reviews. */
export async function up({ req }: MigrateUpArgs): Promise<void> {
  await addMissingReviews(req)
}

/** The rows are as good as any other. */
export async function down(_: MigrateDownArgs): Promise<void> {}
