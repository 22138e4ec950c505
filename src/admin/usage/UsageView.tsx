import type { Payload, TypedUser } from 'payload'
import { roleOfUser, settingsOf } from '../shared/serverSide.js'
import { UsagePage } from './UsagePage.js'

interface UsageViewProps {
  payload: Payload
  user?: TypedUser | null
}

/** The page of usage, on the server: a view of its collection, so that Payload has the frame and the sign-in around it. */
export const UsageView = ({ payload, user }: UsageViewProps) => {
  const settings = settingsOf(payload)
  const role = roleOfUser(settings, user)
  return <UsagePage mayRead={role !== undefined && role !== 'student'} usageSlug={settings.slugs.generationUsage} />
}
