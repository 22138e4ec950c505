import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// To be loaded before anything else: at SIGUSR2 this process collects its garbage, and adds the bytes that are still
// alive as a line to the file of its pid in HEAP_FOLDER.
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')
const file = path.join(process.env.HEAP_FOLDER ?? '.', String(process.pid))

process.on('SIGUSR2', () => {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  appendFileSync(file, `${heapUsed + external}\n`)
})
