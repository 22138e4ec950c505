import { withPayload } from '@payloadcms/next/withPayload'

/** The reference host: Payload's admin panel and API, nothing else. */
export default withPayload(
  {
    poweredByHeader: false,
    devIndicators: false,
    // `npm run typecheck` does it, for everything at once.
    typescript: { ignoreBuildErrors: true },
  },
  { devBundleServerPackages: false },
)
