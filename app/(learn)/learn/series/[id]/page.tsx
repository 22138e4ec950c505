import { SeriesPage } from '../../../learner/SeriesPage.js'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SeriesPage id={(await params).id} />
}
