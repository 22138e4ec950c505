import { withPayload } from '@payloadcms/next/withPayload'

/** The reference host: Payload's admin panel and API, nothing else. */
export default withPayload(
  {
    poweredByHeader: false,
    devIndicators: false,
    // `npm run typecheck` does it, for everything at once.
    typescript: { ignoreBuildErrors: true },
    experimental: {
      // Nobody debugs this host's bundles, and without maps a build takes half the time.
      turbopackSourceMaps: false,
      // Writing the cache doubles the first build, and the first is the one that people wait for.
      turbopackFileSystemCacheForBuild: false,
    },
  },
  { devBundleServerPackages: false },
)
