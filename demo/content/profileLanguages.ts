import { type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { languageTagOf } from '../../src/index.js'

interface StoredProfile {
  readonly language: string
  readonly goals: string | null
}

/**
 * A profile whose language was free text, with a tag. Nothing that somebody wrote is lost: what is not just the name of a
 * language goes below the goals, which models read, too. English where it names English among other words, as a profile
 * for "English, simple words" means; else `und`, a tag for a language that is told elsewhere.
 */
export const withLanguageTag = ({ language, goals }: StoredProfile): StoredProfile => {
  const tag = languageTagOf(language)
  if (tag !== undefined) return { language: tag, goals }
  const [named] = language.split(/[^\p{L}\p{M}-]+/u).flatMap((word) => nameIn(word) ?? [])
  const kept = `Language: ${language.trim()}`
  return { language: named ?? 'und', goals: language.trim() === '' ? goals : [goals, kept].filter(Boolean).join('\n') }
}

/** Words of two or three letters may be tags by chance. */
const nameIn = (word: string): string | undefined => (word.length > 3 ? languageTagOf(word) : undefined)

/** For the migration that brings tags: profiles of the reference host, whose slugs are the defaults. */
export const tagProfileLanguages = async ({ db }: Pick<MigrateUpArgs, 'db'>): Promise<void> => {
  const { rows } = await db.execute(sql`select id, language, goals from profiles order by id`)
  for (const { id, language, goals } of rows) {
    const tagged = withLanguageTag({ language: String(language), goals: goals === null ? null : String(goals) })
    await db.execute(sql`update profiles set language = ${tagged.language}, goals = ${tagged.goals} where id = ${id}`)
  }
}
