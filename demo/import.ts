import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { importPositions } from '../src/library/importPositions.js'
import { detectFormat, importFormats } from '../src/library/readers/formats.js'
import { command } from './command.js'
import { openHost } from './host/openHost.js'

const usage = `npm run import -- FILE [options]
  --game SLUG        chess or backgammon (default chess)
  --format F         epd, csv, jsonl or pgn (default: from the file's name)
  --phase P          for positions that name none and where the game cannot tell
  --difficulty D     for positions that name none (default intermediate)
  --source TEXT      where the positions come from`

await command(async () => {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { game: text, format: text, phase: text, difficulty: text, source: text, help: { type: 'boolean' } },
  })
  const [file] = positionals
  if (values.help || !file) {
    process.stdout.write(`${usage}\n`)
    if (!values.help) throw new Error('Name the file to import.')
    return
  }
  const format = importFormats.find((known) => known === values.format) ?? detectFormat({ fileName: file })
  if (!format || (values.format && format !== values.format)) {
    throw new Error(`The format of ${file} is unknown: say --format ${importFormats.join(', ')}.`)
  }
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const { game = 'chess', phase, difficulty, source } = values
    const result = await importPositions({
      payload: host.payload,
      format,
      source: createReadStream(file),
      defaults: { game, phase, difficulty, source },
      onBadLine: ({ lineNumber, reason }) => {
        process.stderr.write(`line ${lineNumber}: ${reason}\n`)
      },
    })
    process.stdout.write(
      `${result.imported} imported, ${result.unchanged} unchanged, ${result.failed} failed of ${result.read} read.\n`,
    )
    if (result.failed > 0) process.exitCode = 1
  } finally {
    await host.stop()
  }
})
