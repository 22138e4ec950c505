import type { CustomComponent } from 'payload'

/**
 * The Generate button with its panel, on the list of series or on a curriculum. A server component: it reads the
 * settings itself, and whoever may not generate is not sent it.
 */
export const generateButton = (place: 'curriculum' | 'list'): CustomComponent => ({
  path: 'payload-coursewright/rsc#GenerateDrills',
  serverProps: { place },
})
