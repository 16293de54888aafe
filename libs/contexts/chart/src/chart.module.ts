import { defineContext } from '@orderly/platform/messaging';
import { Chart1764000000001 } from './migrations/1764000000001-chart';
import { GetChartHandler } from './queries/get-chart';
import { ListChartOrdersHandler } from './queries/list-chart-orders';
import { ListChartResultsHandler } from './queries/list-chart-results';
import { ListResultHistoryHandler } from './queries/list-result-history';
import { ListTimelineHandler } from './queries/list-timeline';
import { ChartOrder, chartOrder } from './views/chart-order';
import { ChartPatient, chartPatient } from './views/chart-patient';
import { ChartResult, chartResult, ResultVersion, resultVersion } from './views/chart-result';
import { PersonName, personName } from './views/person-name';
import { timeline, TimelineEntry } from './views/timeline';

export const chart = defineContext({
  context: 'chart',
  entities: [ChartPatient, PersonName, TimelineEntry, ChartOrder, ChartResult, ResultVersion],
  migrations: [Chart1764000000001],
  handlers: [GetChartHandler, ListTimelineHandler, ListChartOrdersHandler, ListChartResultsHandler, ListResultHistoryHandler],
  views: [chartPatient, personName, timeline, chartOrder, chartResult, resultVersion],
});
