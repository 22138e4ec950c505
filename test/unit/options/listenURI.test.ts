import { expect, test } from 'vitest'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

test.each([true, 5, 'db.host:5432', 'http://user:hidden@host/db', 'user:hidden@host/db'])(
  'a listenURI of %j is refused with what is allowed, and no password shows',
  (listenURI) => {
    const { option, message } = refusalOf({ listenURI })
    expect(option).toBe('listenURI')
    expect(message).toContain('give a connection string such as postgres://user:password@host:5432/database, or false')
    expect(message).not.toContain('hidden')
  },
)

test.each(['postgres://u:p@host/db', 'postgresql://host:6432/db', false, undefined, ''] as const)(
  'a listenURI of %j is taken; empty text is what an unset variable gives',
  (listenURI) => {
    expect(resolveOptions({ listenURI }, hostConfig()).listenURI).toBe(listenURI)
  },
)
