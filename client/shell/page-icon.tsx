import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CompassOutlined,
  ExperimentOutlined,
  FileTextOutlined,
  PushpinOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  UnorderedListOutlined,
  WarningOutlined,
} from '@ant-design/icons-svg';
import { Icon } from '../plain/icon.tsx';

const ICONS = {
  live: CompassOutlined,
  patrols: UnorderedListOutlined,
  coverage: AppstoreOutlined,
  incidents: PushpinOutlined,
  cases: AuditOutlined,
  evaluation: BarChartOutlined,
  reports: FileTextOutlined,
  warnings: WarningOutlined,
  studies: ExperimentOutlined,
  settings: SettingOutlined,
  help: QuestionCircleOutlined,
};

export type PageKey = keyof typeof ICONS;

/** The icon of a page in the main navigation. */
export default function PageIcon({ of }: { of: PageKey }) {
  return <Icon of={ICONS[of]} />;
}
