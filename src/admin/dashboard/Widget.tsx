import type { PayloadRequest, WidgetServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import type { ReactNode } from 'react'
import { type Words, wordsOf } from '../../words/words.js'
import { roleOfUser, settingsOf } from '../shared/serverSide.js'
import './dashboard.css'

/** What each widget is given by Payload. */
export type WidgetProps = Pick<WidgetServerProps, 'req'>

interface Reader {
  readonly req: PayloadRequest
  readonly words: Words
  readonly settings: ReturnType<typeof settingsOf>
  readonly isReviewer: boolean
  /** Address of a page of the panel. */
  to(path: `/${string}`): string
}

/** Who looks at the dashboard; `undefined` for users whom nothing of it is for. */
export const readerOf = (req: PayloadRequest): Reader | undefined => {
  const { payload, user, i18n } = req
  const settings = settingsOf(payload)
  const role = roleOfUser(settings, user)
  if (!role) return undefined
  const { admin: adminRoute } = payload.config.routes
  return {
    ...{ req, settings, words: wordsOf(i18n), isReviewer: role !== 'student' },
    to: (path) => formatAdminURL({ adminRoute, path }),
  }
}

/** For reviewers alone: the widget, or a word that it is not for this user, who may have put it there themselves. */
export const forReviewers = async (
  req: PayloadRequest,
  title: 'widgets:backlog' | 'widgets:coverage' | 'widgets:health' | 'widgets:spend',
  show: (reader: Reader) => Promise<ReactNode>,
): Promise<ReactNode> => {
  const reader = readerOf(req)
  const words = reader?.words ?? wordsOf(req.i18n)
  return (
    <Frame title={words(title)}>
      {reader?.isReviewer ? await show(reader) : <p>{words('dashboard:forbidden')}</p>}
    </Frame>
  )
}

/** A widget with its heading. */
export const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="coursewright-widget">
    <h3>{title}</h3>
    {children}
  </section>
)
