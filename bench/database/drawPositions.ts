/**
 * Drawing positions from a library of 1,000,000: our draw against `ORDER BY random()` and against reading as many rows
 * by primary key, in turns in the same run; medians.
 *
 *   node --conditions=production --import tsx bench/database/drawPositions.ts [--json] [--rows 1000000]
 */
import { sql } from '@payloadcms/db-postgres/drizzle'
import { chess } from '../../src/games/chess.js'
import { countPositions } from '../../src/library/count.js'
import { drawPositions } from '../../src/library/draw.js'
import { type PositionTables, positionTables } from '../../src/library/store.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median, timed } from '../report.js'

const PER_PHASE = 25
const ROUNDS = 101
const SLOW_ROUNDS = 5
const TARGET = { timesFasterThanRandom: 100, timesPrimaryKeyRead: 3 }

const phases = chess.phases.map(({ value }) => value)

const fill = async ({ pool, positions }: PositionTables, rowCount: number): Promise<void> => {
  await pool.execute(sql`
    insert into ${positions}
      (game, notation, phase, difficulty, solution_best, drill_count, content_hash, sample_key)
    select typed.game, 'position ' || n, typed.phase, typed.difficulty, 'e4',
      case when n % 5 = 0 then n % 7 else 0 end, hash, ('x' || left(hash, 13))::bit(52)::bigint / (2 ^ 52)::numeric
    from (select n, encode(sha256(n::text::bytea), 'hex') as hash from generate_series(1, ${rowCount}::int) as n) as made
    cross join lateral json_populate_record(null::${positions}, json_build_object(
      'game', 'chess',
      'phase', (array['opening', 'middlegame', 'endgame'])[1 + n % 3],
      'difficulty', (array['beginner', 'intermediate', 'advanced'])[1 + n % 7 % 3]
    )) as typed`)
  await pool.execute(sql`vacuum analyze ${positions}`)
}

const measure = async (tables: PositionTables, rowCount: number) => {
  const { pool: db, positions } = tables
  const someIds = () =>
    Array.from({ length: phases.length * PER_PHASE }, () => 1 + Math.floor(Math.random() * rowCount))
  const work = {
    draw: (round: number) => drawPositions({ db, tables, game: 'chess', phases, perPhase: PER_PHASE, seed: round }),
    drawOfDifficulty: (round: number) =>
      drawPositions({ db, tables, game: 'chess', phases, perPhase: PER_PHASE, seed: round, difficulty: 'beginner' }),
    primaryKey: () => db.execute(sql`select id from ${positions} where id = any(${sql.param(someIds())})`),
    count: () => countPositions({ db, tables, game: chess }),
    random: async () => {
      for (const phase of phases)
        await db.execute(sql`
          select id from ${positions} where game = 'chess' and phase = ${phase} order by random() limit ${PER_PHASE}`)
    },
    exactCount: () => db.execute(sql`select phase, count(*) from ${positions} where game = 'chess' group by phase`),
  }
  const times: Record<keyof typeof work, number[]> = {
    draw: [],
    drawOfDifficulty: [],
    primaryKey: [],
    count: [],
    random: [],
    exactCount: [],
  }
  const isSlow = (name: keyof typeof work) => name === 'random' || name === 'exactCount'
  for (let round = -10; round < ROUNDS; round++)
    for (const name of Object.keys(work) as (keyof typeof work)[]) {
      if (isSlow(name) && (round < 0 || round % Math.floor(ROUNDS / SLOW_ROUNDS) !== 0)) continue
      const ms = await timed(async () => work[name](round))
      // The first rounds warm everything up.
      if (round >= 0) times[name].push(ms)
    }
  return {
    drawMs: median(times.draw),
    drawOfDifficultyMs: median(times.drawOfDifficulty),
    primaryKeyMs: median(times.primaryKey),
    randomMs: median(times.random),
    countMs: median(times.count),
    exactCountMs: median(times.exactCount),
  }
}

await bench({ rows: 1_000_000 }, async ({ rows }) => {
  const test = await startTestPayload()
  try {
    const tables = positionTables({ payload: test.payload, positionsSlug: 'positions' })
    process.stderr.write(`Filling the library with ${rows} positions …\n`)
    await fill(tables, rows)
    const ms = await measure(tables, rows)
    const drawn = phases.length * PER_PHASE
    const timesFasterThanRandom = ms.randomMs / ms.drawMs
    const timesPrimaryKeyRead = ms.drawMs / ms.primaryKeyMs
    const line = (label: string, value: number) => `${label.padEnd(44)} ${value.toFixed(2).padStart(9)} ms\n`
    return {
      figures: { rows, drawn, ...ms, timesFasterThanRandom, timesPrimaryKeyRead, target: TARGET },
      isMet: timesFasterThanRandom >= TARGET.timesFasterThanRandom && timesPrimaryKeyRead <= TARGET.timesPrimaryKeyRead,
      text:
        line(`draw ${drawn} of ${rows}`, ms.drawMs) +
        line('  of one difficulty', ms.drawOfDifficultyMs) +
        line('as many rows by primary key', ms.primaryKeyMs) +
        line('as many rows by ORDER BY random()', ms.randomMs) +
        line('count of each phase, exact to 10,000', ms.countMs) +
        line('count of each phase, exact', ms.exactCountMs) +
        `${timesFasterThanRandom.toFixed(0)}× faster than ORDER BY random() ` +
        `(target: at least ${TARGET.timesFasterThanRandom}×)\n` +
        `${timesPrimaryKeyRead.toFixed(2)}× a primary-key read (target: at most ${TARGET.timesPrimaryKeyRead}×)`,
    }
  } finally {
    await test.stop()
  }
})
