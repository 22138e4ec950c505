'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useWords } from '../../shared/useWords.js'

interface SessionProps {
  isSignedOut: boolean
  unsentCount: number
  resend: () => void
}

/** That the session has ended, what was not saved therefore, and how to go on. Nothing at all while everything is well. */
export const Session = ({ isSignedOut, unsentCount, resend }: SessionProps) => {
  const words = useWords()
  const { admin, routes } = useConfig().config
  if (!isSignedOut && unsentCount === 0) return null
  return (
    <div className="coursewright-session" role="alert">
      <p>
        {isSignedOut && words('review:sessionOver')} {unsentCount > 0 && words('review:unsent', { count: unsentCount })}
      </p>
      {isSignedOut ? (
        <Link
          href={formatAdminURL({ adminRoute: routes.admin, path: admin.routes.login })}
          prefetch={false}
          rel="noreferrer"
          target="_blank"
        >
          {words('review:signIn')}
        </Link>
      ) : (
        <Button margin={false} onClick={resend} size="small" type="button">
          {words('review:sendAgain')}
        </Button>
      )}
    </div>
  )
}
