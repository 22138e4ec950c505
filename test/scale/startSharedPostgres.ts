import { appendFile, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { findFreePort } from '../../demo/host/ports.js'
import { placeCluster } from '../../demo/postgres/cluster.js'
import { findBinaries, findOwner, runAs } from '../../demo/postgres/programs.js'
import { readMarker } from '../../demo/postgres/server.js'
import type { Network } from './startNetwork.js'

interface SharedPostgres {
  uri: string
  stop(): Promise<void>
}

/** A Postgres that all hosts of a network reach, and nobody else. */
export const startSharedPostgres = async ({ address, range }: Network): Promise<SharedPostgres> => {
  const dataDir = path.resolve(`.data/scale_${process.pid}`)
  await mkdir(dataDir, { recursive: true, mode: 0o755 })
  const owner = findOwner()
  const binaries = findBinaries(owner)
  const cluster = await placeCluster({ dataDir, owner, binaries })
  await appendFile(path.join(cluster, 'pg_hba.conf'), `host all all ${range} scram-sha-256\n`)
  const port = await findFreePort()
  const log = path.join(cluster, 'server.log')
  const settings = `-p ${port} -c listen_addresses=${address} -c unix_socket_directories= -c max_connections=100`
  const control = async (...args: string[]): Promise<void> => {
    const { code, output } = await runAs({
      file: binaries.pgCtl,
      args: [...args, '-s', '-w', '-D', cluster, '-l', log],
      owner,
      detached: true,
    })
    if (code !== 0) throw new Error(`pg_ctl ${args[0]} ended with ${code}: ${output}`)
  }
  await control('start', '-o', settings)
  return {
    uri: `postgres://postgres:${readMarker(cluster)?.password}@${address}:${port}/postgres`,
    stop: async () => {
      await control('stop', '-m', 'fast')
      await rm(cluster, { recursive: true, force: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
