/** What is to be known of how a file was read. */
export const fileNotes = {
  'encoding-declared': 'read as {{encoding}}, as it declares',
  'encoding-gb18030': 'read as GB18030 (GBK), as it is not UTF-8',
  'one-sheet': 'sheet {{sheet}} was read, {{others}} not',
  'hidden-rows': '{{count}} rows that the sheet hides were read too: {{rows}}',
  'merged-cells': 'merged cells were read as the value of each of their rows: {{ranges}}',
  'events-cancelled': '{{count}} cancelled events were left out',
  'events-endless':
    '{{count}} events repeat without an end; the three years from {{year}} on were read',
  'events-unmarked': '{{count}} events that say neither off (休) nor worked (班) were left out',
  'read-as': 'read as {{format}}, coordinates {{system}}',
  'datum-told': 'the file says {{system}} ({{name}}), you say {{datum}}: taken as {{datum}}',
  'as-good-as-wgs84':
    'the file says {{system}}: {{name}}, taken as WGS-84: they differ by {{withinM}} m at most; where it is really GCJ-02, say so by the datum (gcj02)',
  'rings-closed': '{{count}} outlines do not end where they begin and were closed',
  'no-prj': '{{file}} has no .prj: its coordinates are taken as degrees of the datum told',
  'no-cpg': '{{file}} has no .cpg that names an encoding: its table was read as {{encoding}}',
  'cpg-not-so':
    'the .cpg of {{file}} says {{told}}, but its texts are Chinese: they were read as {{encoding}}',
  'zone-of-header':
    'column {{column}} says that its times are of {{timeZone}}, and they were read so',
  'taken-for-yyyymmdd': '{{count}} times that are bare numbers were taken for yyyymmdd[hhmm[ss]]',
  'taken-for-unix-s': '{{count}} times that are bare numbers were taken for Unix seconds',
  'taken-for-unix-ms': '{{count}} times that are bare numbers were taken for Unix milliseconds',
  'taken-for-unix-us': '{{count}} times that are bare numbers were taken for Unix microseconds',
  'taken-for-unix-ns': '{{count}} times that are bare numbers were taken for Unix nanoseconds',
  'taken-for-excel': '{{count}} times that are bare numbers were taken for Excel days',
  'clock-twice':
    '{{count}} times came twice, as clocks of their zone were set back: the first was taken; times with an offset (+08:00) leave no doubt',
  'clock-skipped':
    '{{count}} times never came, as clocks of their zone were set forward over them: they were moved on as far as the clocks were',
  'taken-for-days': '{{count}} times that are bare numbers were taken for days since 1970-01-01',
  senseless: '{{measure}} makes no sense in {{count}} fixes and is unknown there',
  'unnamed-rows':
    '{{count}} rows name nobody in column {{column}}, first in line {{line}}; they were taken for {{name}}, the only one it names',
  'names-no-person':
    'column {{column}} differs in most rows and is not taken for the name of a person',
  'names-no-device':
    'column {{column}} differs in most rows and is not taken for the name of a device',
  untimed: '{{count}} points without a time were left out',
  'rows-without-time': '{{count}} rows were left out: time is missing, first in line {{line}}',
  'rows-without-position':
    '{{count}} rows were left out: position is missing, first in line {{line}}',
  'lines-without-time': '{{count}} lines were left out: no time and date',
  'lines-without-fix': '{{count}} lines were left out: the receiver had no fix',
  'lines-no-sentence': '{{count}} lines were left out: no sentence of NMEA 0183',
  'lines-wrong-checksum': '{{count}} lines were left out: its checksum does not fit',
  'before-2015': 'recorded before 2015, which a server refuses',
  'times-before-2015':
    '{{count}} times lie before 2015 and are refused: a receiver whose week count ran over tells 1024 weeks too little',
  'fixes-rolled-over':
    '{{count}} fixes were left out: 1024 weeks off, the week count of the receiver ran over',
  'fixes-copies': '{{count}} fixes were left out: copies of another',
  'fixes-invalid': '{{count}} fixes were left out: no longitude and latitude in degrees',
  'fixes-time-out-of-range': '{{count}} fixes were left out: before 2015 or after 2099',
  'fixes-outside-session':
    '{{count}} fixes were left out: more than 36 h from the middle of the track',
  'links-not-followed': 'what is linked to is not read: {{links}}; export it along',
  'files-not-read':
    'the archive also holds {{names}}, which was not read; bring it in by itself, or take it out',
  'points-beside': 'points beside the outlines of {{count}} areas, as of labels, were not read',
  'keys-joined': 'files or layers name it differently: {{names}} were put together as {{made}}',
  'unnamed-columns': 'columns without a header were not read: {{columns}}',
};
