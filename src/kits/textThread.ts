import { parentPort, workerData } from 'node:worker_threads'
import { textOfFile } from './textOfFile.js'

// The thread that `createFileReader` starts for one file; it is never imported.
parentPort?.postMessage(await textOfFile(workerData.bytes))
