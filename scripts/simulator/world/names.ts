import type { Random } from '../random.ts';

const FIRST =
  '金清横新峰蓬螺桐白玉石青龙凤云松竹柳杨梅兰荷安永福兴和太长东西南北上下前后双三大红古高平';
const SECOND = '峰洋桥塘街屿湾岭河沟坪坝溪江湖泉庄店集营楼寨堂村浦洲岗林园门井渡潭川坡';
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎';
const GIVEN =
  '伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉萍红鹏波斌宇浩凯秀兰珍雪琳晨辉建国志文海峰云飞雨欣思佳';

/** Gives every call a different two-character place name, a numbered one after the supply is used up. */
export function placeNames(random: Random): () => string {
  const names = random.shuffle([...FIRST].flatMap((a) => [...SECOND].map((b) => a + b)));
  let next = 0;
  return () => {
    const name = names[next % names.length]!;
    const round = Math.floor(next++ / names.length);
    return round === 0 ? name : `${name}${'一二三四五六七八九'[round - 1] ?? round}`;
  };
}

/** A synthetic personal name. */
export function personName(random: Random): string {
  const given = random.chance(0.7) ? 2 : 1;
  return (
    random.pick([...SURNAMES]) +
    Array.from({ length: given }, () => random.pick([...GIVEN])).join('')
  );
}
