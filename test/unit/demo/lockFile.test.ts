import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identifyProcess, isRunning, lockFile, withLock } from '../../../demo/host/lockFile.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursewright-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A pid that nobody has: its process has ended and was waited for. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

describe('identifyProcess', () => {
  it('gives a running process one identity, and a dead one none', () => {
    expect(identifyProcess(process.pid)).toEqual(identifyProcess(process.pid))
    expect(identifyProcess(deadPid())).toBeUndefined()
  })

  it.each([0, -1, 1.5, Number.NaN])('knows no process with the pid %d', (pid) => {
    expect(identifyProcess(pid)).toBeUndefined()
  })

  it('does not take a process for another one that had its pid before', () => {
    const me = identifyProcess(process.pid)
    expect(me && isRunning(me)).toBe(true)
    expect(isRunning({ pid: process.pid, started: 'long ago' })).toBe(false)
  })
})

describe('lockFile', () => {
  it('is held by one holder at a time', () => {
    const release = lockFile(path)
    expect(release).toBeTypeOf('function')
    expect(lockFile(path)).toBeUndefined()
    release?.()
    expect(lockFile(path)).toBeTypeOf('function')
  })

  it('is free when its holder died, or its pid belongs to another process now', () => {
    for (const holder of [
      { pid: deadPid(), started: 'before', id: 'dead' },
      { pid: process.pid, started: 'long ago', id: 'reused' },
    ]) {
      writeFileSync(path, JSON.stringify(holder))
      const release = lockFile(path)
      expect(release).toBeTypeOf('function')
      release?.()
    }
  })

  it('is not taken away from whoever took it after an abandoned one', () => {
    const first = lockFile(path)
    rmSync(path)
    const second = lockFile(path)
    first?.()
    expect(lockFile(path)).toBeUndefined()
    second?.()
    expect(existsSync(path)).toBe(false)
  })

  it('is held while its file is empty, until that is so old that its maker must have died', () => {
    writeFileSync(path, '')
    expect(lockFile(path)).toBeUndefined()
    const old = new Date(Date.now() - 60_000)
    utimesSync(path, old, old)
    expect(lockFile(path)).toBeTypeOf('function')
  })

  it('is not broken by two at a time, nor for ever by one that died breaking it', () => {
    writeFileSync(path, JSON.stringify({ pid: deadPid(), started: 'before', id: 'dead' }))
    mkdirSync(`${path}.breaking`)
    expect(lockFile(path)).toBeUndefined()
    const old = new Date(Date.now() - 60_000)
    utimesSync(`${path}.breaking`, old, old)
    lockFile(path)
    expect(lockFile(path)).toBeTypeOf('function')
  })
})

describe('withLock', () => {
  it('runs one at a time', async () => {
    let inside = 0
    const work = async () => {
      inside += 1
      expect(inside).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
    }
    await Promise.all(Array.from({ length: 5 }, () => withLock({ path }, work)))
    expect(existsSync(path)).toBe(false)
  })

  it('gives the lock back when the work fails', async () => {
    await expect(withLock({ path }, () => Promise.reject(new Error('Failed')))).rejects.toThrow('Failed')
    expect(existsSync(path)).toBe(false)
  })

  it('gives up in the end, naming the file', async () => {
    lockFile(path)
    await expect(withLock({ path, timeoutMs: 50 }, async () => undefined)).rejects.toThrow(path)
  })
})
