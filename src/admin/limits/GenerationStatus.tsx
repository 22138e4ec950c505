import type { Payload, TypedUser } from 'payload'
import { settingsOf } from '../shared/serverSide.js'
import { HeaderStatus } from './HeaderStatus.js'

interface GenerationStatusProps {
  payload: Payload
  user?: TypedUser | null
}

/** For `admin.components.actions`, on the server: only who may request runs is sent what follows them. */
export const GenerationStatus = ({ payload, user }: GenerationStatusProps) => {
  const settings = settingsOf(payload)
  // Other collections of users may hold the same ids, and requesters are users of this one.
  if (!settings.enabled || user?.collection !== settings.usersSlug || !settings.roleOf(user)) return null
  return <HeaderStatus runsSlug={settings.slugs.generationRuns} user={user.id} />
}
