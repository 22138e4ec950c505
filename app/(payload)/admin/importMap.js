import { BoardField as BoardField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { BoardCell as BoardCell_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { ImportPositions as ImportPositions_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { Generate as Generate_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { SeriesProgress as SeriesProgress_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { SeriesProgressCell as SeriesProgressCell_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { DraftPanelField as DraftPanelField_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { ReviewCell as ReviewCell_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { RunCell as RunCell_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { LearnersView as LearnersView_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { OneCorrect as OneCorrect_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { ChoiceHeadings as ChoiceHeadings_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { RowLabel as RowLabel_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HorizontalRuleFeatureClient as HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { RelationshipFeatureClient as RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecklistFeatureClient as ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { IndentFeatureClient as IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { AlignFeatureClient as AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { StrikethroughFeatureClient as StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecksField as ChecksField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { NamesCell as NamesCell_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { QualityTable as QualityTable_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { WriteSelectedAnewAction as WriteSelectedAnewAction_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { MindMap as MindMap_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { FormatCell as FormatCell_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { FormatField as FormatField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { DocumentFiles as DocumentFiles_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { CourseOutline as CourseOutline_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { PlanStatus as PlanStatus_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { NamedField as NamedField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { KitFile as KitFile_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { SentenceField as SentenceField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { RunProgress as RunProgress_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { AcknowledgeField as AcknowledgeField_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { AcknowledgeCell as AcknowledgeCell_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { AcknowledgeListed as AcknowledgeListed_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { UsageLink as UsageLink_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { UsageView as UsageView_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { GenerationStatus as GenerationStatus_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { NavLinks as NavLinks_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { StatusProvider as StatusProvider_58b953287181ddb6c065c15b05b5b619 } from 'payload-coursewright/client'
import { ReviewView as ReviewView_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { RunsWidget as RunsWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { BacklogWidget as BacklogWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { SpendWidget as SpendWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { HealthWidget as HealthWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { CoverageWidget as CoverageWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { LimitsWidget as LimitsWidget_6ad461e58daf5ad565d6432af4b4c9c7 } from 'payload-coursewright/rsc'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "payload-coursewright/client#BoardField": BoardField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#BoardCell": BoardCell_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/rsc#ImportPositions": ImportPositions_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#Generate": Generate_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/client#SeriesProgress": SeriesProgress_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/rsc#SeriesProgressCell": SeriesProgressCell_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#DraftPanelField": DraftPanelField_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#ReviewCell": ReviewCell_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#RunCell": RunCell_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/client#LearnersView": LearnersView_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#OneCorrect": OneCorrect_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#ChoiceHeadings": ChoiceHeadings_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#RowLabel": RowLabel_58b953287181ddb6c065c15b05b5b619,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HorizontalRuleFeatureClient": HorizontalRuleFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#RelationshipFeatureClient": RelationshipFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ChecklistFeatureClient": ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#IndentFeatureClient": IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#AlignFeatureClient": AlignFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#StrikethroughFeatureClient": StrikethroughFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "payload-coursewright/client#ChecksField": ChecksField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#NamesCell": NamesCell_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#QualityTable": QualityTable_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/rsc#WriteSelectedAnewAction": WriteSelectedAnewAction_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/client#MindMap": MindMap_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#FormatCell": FormatCell_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#FormatField": FormatField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#DocumentFiles": DocumentFiles_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#CourseOutline": CourseOutline_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#PlanStatus": PlanStatus_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#NamedField": NamedField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#KitFile": KitFile_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#SentenceField": SentenceField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#RunProgress": RunProgress_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#AcknowledgeField": AcknowledgeField_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#AcknowledgeCell": AcknowledgeCell_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#AcknowledgeListed": AcknowledgeListed_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/client#UsageLink": UsageLink_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/rsc#UsageView": UsageView_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#GenerationStatus": GenerationStatus_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#NavLinks": NavLinks_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/client#StatusProvider": StatusProvider_58b953287181ddb6c065c15b05b5b619,
  "payload-coursewright/rsc#ReviewView": ReviewView_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#RunsWidget": RunsWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#BacklogWidget": BacklogWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#SpendWidget": SpendWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#HealthWidget": HealthWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#CoverageWidget": CoverageWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "payload-coursewright/rsc#LimitsWidget": LimitsWidget_6ad461e58daf5ad565d6432af4b4c9c7,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
