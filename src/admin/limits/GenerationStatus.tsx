import type { Payload, TypedUser } from 'payload'
import { roleOfUser, settingsOf } from '../shared/serverSide.js'
import { HeaderStatus } from './HeaderStatus.js'

interface GenerationStatusProps {
  payload: Payload
  user?: TypedUser | null
}

/** For `admin.components.actions`, on the server: only who may request runs is sent what follows them. */
export const GenerationStatus = ({ payload, user }: GenerationStatusProps) => {
  const settings = settingsOf(payload)
  if (!settings.enabled || !user || !roleOfUser(settings, user)) return null
  return <HeaderStatus runsSlug={settings.slugs.generationRuns} user={user.id} />
}
