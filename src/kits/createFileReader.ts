import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import { type FileProblem, refusalOf } from './fileProblems.js'
import { type SourcePiece, splitFile } from './splitFile.js'
import { type FileText, needsThread, textOfFile } from './textOfFile.js'

interface ReadFile {
  bytes: Uint8Array
  fileName: string
  signal?: AbortSignal
  /** Told with the first file that is read without a thread, because there is none. */
  onNoThread?(): void
}

/** @throws RequestError 4xx saying why no text can be had of the file */
export type FileReader = (file: ReadFile) => Promise<SourcePiece[]>

/** Files of one process that are read at once; each takes a core. */
const atOnce = 2
/** Heap of a thread; what it holds beside its heap is watched by what the whole process grows by. */
const mostHeapMb = 512
const mostGrowthBytes = 1024 * 1024 * 1024
const lookMs = 100

interface FileReaderOptions {
  /** Milliseconds a file may take; one of ordinary shape takes one or two seconds. Default 30,000. */
  longestMs?: number
}

/**
 * Reads files of editors: TXT, Markdown, DOCX and PDF become sources. A DOCX or PDF is read in a thread of its own: a large one
 * would keep the process from everything else for seconds, and can be stopped there when it takes too much time or memory.
 */
export const createFileReader = ({ longestMs = 30_000 }: FileReaderOptions = {}): FileReader => {
  const queue = new PQueue({ concurrency: atOnce })
  let isTold = false
  return async ({ bytes, fileName, signal, onNoThread }) => {
    const withoutThread = () => {
      if (!isTold) onNoThread?.()
      isTold = true
      return textOfFile(bytes)
    }
    const text = needsThread(bytes)
      ? await queue.add(() => textInThread({ bytes, longestMs, withoutThread }), { signal })
      : await textOfFile(bytes)
    if ('code' in text) throw refusalOf(text)
    const sources = splitFile(text, fileName)
    if ('code' in sources) throw refusalOf(sources)
    return sources
  }
}

/** Beside this file where the package was built. From source, as in our tests, and where a bundler left it out, there is none. */
const here = fileURLToPath(import.meta.url)
const thread = path.resolve(here, '../textThread.js')

interface TextInThread {
  bytes: Uint8Array
  longestMs: number
  /** The text where there is no such file as the thread's. */
  withoutThread(): Promise<FileText | FileProblem>
}

const textInThread = ({ bytes, longestMs, withoutThread }: TextInThread): Promise<FileText | FileProblem> =>
  new Promise((resolve) => {
    const limits = { resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } }
    // Not `new Worker`: a bundler would look for the file while it builds the host, and fail where there is none.
    const worker: Worker = Reflect.construct(Worker, [thread, { workerData: { bytes }, ...limits }])
    const startBytes = process.memoryUsage.rss()
    const startMs = Date.now()
    const end = (text: FileText | FileProblem | Promise<FileText | FileProblem>) => {
      clearInterval(look)
      void worker.terminate()
      resolve(text)
    }
    const tooMuch = (): FileProblem => ({ code: 'slow_file' })
    const look = setInterval(() => {
      const isSlow = Date.now() - startMs > longestMs
      if (isSlow || process.memoryUsage.rss() - startBytes > mostGrowthBytes) end(tooMuch())
    }, lookMs)
    worker.once('message', end)
    worker.once('error', (error) => {
      const isMissing = 'code' in error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')
      end(isMissing ? withoutThread() : tooMuch())
    })
  })
