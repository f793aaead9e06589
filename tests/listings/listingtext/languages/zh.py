from . import Language, items, table

WORDS = {
    "town": items("清河口\n东堤镇\n石桥浦\n柳湾\n望潮镇\n南埠\n云渡"),
    "given": items("雅文\n伯安\n春晖\n德明\n恩惠\n凤仪\n国栋\n海宁\n嘉禾\n静宜\n立群\n明月\n念慈\n晓峰"),
    "family": items("安\n白\n陈\n杜\n方\n郭\n何\n江\n林\n欧阳\n秦\n苏\n魏\n叶"),
    "S": items("""镇议会
        图书馆
        港务长
        码头街的邻居
        划船俱乐部
        防汛委员会
        一群志愿者
        老轮渡公司
        学校乐团
        新来的面包师
        {family}{given}
        {family}女士
        {family}先生
        守夜人
        小船博物馆
        一位退休教师
        县里的工程师"""),
    "V": items("修好了\n丈量了\n想重新开放\n拍下了\n忘记了\n终于完成了\n向我们介绍了\n重新粉刷了\n打算搬走\n答应看管\n从没见过\n每年检查\n用两页纸描述了\n还在寻找"),
    "O": items("步行桥\n阅览室\n东码头\n鱼市的大钟\n排水方案\n冬季时刻表\n水位尺\n音乐亭\n三箱老照片\n新水闸\n苹果榨汁机\n公交候车亭\n灯塔的楼梯\n一张1911年的地图\n菜园的篱笆\n明年的预算\n镇公所的锅炉\n教堂后面的石墙"),
    "N": items("步行桥\n阅览室\n东码头\n冬季时刻表\n水位尺\n音乐亭\n苹果节\n候车亭\n预算\n港口的灯\n集市笔记\n低潮\n面包与盐\n沙袋\n二手钢琴\n轮渡消息"),
    "L": items("在码头上\n在车站后面\n在周六集市\n在旧海关\n在运河边\n在上闸口\n在图书馆门前\n在河口\n在后院\n在桥的两边\n在拱廊下\n在邻村\n在磨坊巷尽头"),
    "W": items("上周\n{weekday}\n今天早上\n暴风雨之后\n{year}年\n几天前\n每年春天\n放假之前\n昨天深夜\n{date}\n两年前"),
    "T": items("""谁也不觉得奇怪
        几乎花了整个下午
        虽然下着雨
        茶也很好喝
        因为钥匙从{year}年起就丢了
        有{n}个人在旁边看
        可是油漆还没干
        事情就是这样
        看来我们还得等
        一共花了{big}元
        和历书上说的一样
        回来的路上我们数到{n}只苍鹭"""),
    "I": items("据我所知，\n老实说，\n根据会议记录，\n又一次，\n奇怪的是，\n换句话说，\n说好的，"),
    "Q": items("我们有时间，有沙袋，也有汤\n只要好好照看，墙就撑得住\n我从没见过这么低的水位\n总得有人去数船\n这里是图书馆，不是仓库\n潮水是没法计划的\n灯一直是绿色的\n春天再来问我吧\n没有什么小漏洞"),
    "sentence": items("""{S}{L}{V}{O}。
        {W}，{S}{V}{O}。
        {S}{V}{O}，{T}。
        {I}{S}{L}{V}{O}，{T}。
        “{Q}，”{family}{given}说，{T}。
        {family}{given}{W}告诉我们：“{Q}。”
        {W}，我们{n}个人{L}见面。
        {L}下雨了，{S}留在家里。
        {year}年来了{big}位客人，{T}。
        谁能想到{S}{V}{O}？
        感谢所有{W}来看{O}的人！
        门{h}点打开，请自带杯子。
        我更喜欢这样的{N}。
        {W}的数字：{n}条船，{n}条狗，{big}个三明治。
        {year}年，{family}{given}{V}{O}，{T}，而{S}{L}{V}{O}。
        {family}{given}来信说，{S}{V}{O}。"""),
    "title": items("{L}的{N}\n{N}\n{S}{V}{O}\n{S}{L}{V}{O}\n{S}怎样{V}{O}\n为什么{S}{V}{O}，{T}\n关于{O}的{n}点笔记\n“{Q}”\n{N}：{n}张照片\n{town}，{year}年{month}\n{N}（{h}）\n{family}{given}谈{O}\n{W}的{N}\n{N}与{N}"),
    "short_title": items("{N}\n会议记录\n谢谢\n汤\n雾\n开放时间\n{N}！\n{year}年{month}\n绳与结\n又是低潮"),
    "odd_title": items("{N}{year}\n{N} {h}\n谁{V}{O}？\n{O}在哪里？\n现在怎么办？\n{year}\n{n} + {h}\n{N}：{h}/{n}\n{town}，{date}\n{S}会{V}{O}吗？\n前{n}名"),
    "heading": items("计划\n要花多少钱\n如何帮忙\n一点历史\n{N}\n我们在哪里\n问与答\n暴风雨之前\n{L}的{N}\n下一步\n怎么走"),
    "caption": items("{S}{L}，{year}年{month}\n{L}的{N}\n摄影：{family}{given}\n{family}{given}（左）{L}\n从塔上看{N}。摄影：{family}{given}"),
    "alt": items("IMG_{big4}\n{L}的{N}\n{N}\nDSC0{n}\n{town}的港口"),
    "comment": items("谢谢分享。\n我也在场，那天下雨。\n{weekday}开门吗？\n照片真好看。我姨妈以前住{L}。\n我觉得{S}{V}{O}。\n沙发！"),
    "list_item": items("{O}\n{n}个水桶\n一双干袜子\n有时间的话，{O}\n一盏灯和{n}支蜡烛"),
    "tag": items("港口\n图书馆\n集市\n防汛\n镇议会\n面包\n轮渡\n花园\n音乐\n学校\n博物馆\n小船\n天气\n地图\n历史\n食谱\n鸟\n志愿者\n冬天\n老照片\nLinux\n开放日"),
    "category": items("新闻\n笔记\n活动\n历史\n港口\n镇公所\n厨房\n户外\n未分类"),
    "site": items("{town}邮报\n{town}笔记\n今日{town}\n潮汐表\n码头街日记"),
    "tagline": items("码头消息，大多是干的\n写下来的小镇\n船、面包和书，始于2004\n又一个WordPress站点"),
    "nav": items("首页\n关于\n联系\n新闻\n活动\n相册\n开放时间\n捐助"),
    "link": items("轮渡时刻\n潮汐表\n运河之友\n县博物馆\n天气"),
}

PHRASES = table("""
h_tag_old = 标签为 ‘{x}’ 的文章
h_cat_old = ‘{x}’ 分类的存档
h_month_old = {x} 的存档
h_author_old = 作者存档
h_search_old = 搜索结果
h_tag = 标签归档：{x}
h_cat = 分类目录归档：{x}
h_month = 月度归档：{x}
h_author = 作者归档：{x}
h_search = 搜索结果：{x}
p_tag = 标签：{x}
p_cat = 分类：{x}
p_month = 月份：{x}
p_author = 作者：{x}
p_search = 您搜索的是：{x}
b_label = 正在显示标签为“{x}”的博文。显示所有博文
b_search = 正在显示与查询“{x}”匹配的博文
b_month = {x}
month_archives = {x}归档
posted_on = 发布于{d}
posted_on_by = 发表于 {d} 由 {a}
by = 由 {a}
posted_in = 发表在 {c}
tagged = 标签为 {t}
tags_colon = 标签: {t}
cats_colon = 分类: {c}
filed = 分类：{c}
tagged_with = 标签：{t}
labels = 标签： {t}
entry_posted = 本条目发布于 {d}。属于 {c} 分类，被贴了 {t} 标签。作者是 {a}。
leave = 发表评论
leave_reply = 发表回复
leave_on = 在 {T} 上留下评论
closed_on = {T} 已关闭评论
cont = 继续阅读
cont_T = 继续阅读“{T}”
more = 阅读更多
more_T = 阅读更多：{T}
more_paren = （更多…）
older = 早期文章
newer = 较新文章
old_entries = 较早的文章
new_entries = 较新的文章
next = 下一页
prev = 上一页
next_page = 下一页
prev_page = 上一页
page = 第{n}页
page_of = 第 {n} 页，共 {m} 页
share_this = 共享此文章：
share = 分享
like_this = 赞过：
like_loading = 赞 正在加载……
follow_us = 请关注并点赞：
related = 相关
related_posts = 猜你喜欢
see_also = 另见：{T}
search = 搜索
search_for = 搜索：
recent_posts = 近期文章
recent_comments = 近期评论
archives = 归档
categories = 分类目录
tags = 标签
blogroll = 友情链接
meta = 其他操作
login = 登录
entries_feed = 条目feed
comments_feed = 评论feed
subscribe = 订阅
subscribe_mail = 通过电子邮件订阅
home = 首页
about = 关于
contact = 联系
menu = 菜单
skip = 跳至内容
copyright = 版权所有 © {y} {s}
powered = 自豪地采用WordPress
permalink = 固定链接
min_read = {n} 分钟阅读
author = 作者
posted_by_at = 发布者：{a} {t}
posted_by_on = {a} 发表于 {d}
posted_at_in = {t} 发表于 {c}
comments_n = 评论 ({n})
trackback_n = 引用 ({n})
published = 已发布{d}
published_colon = 发布时间：{d}
categorized = 分类为{c}
written_by = 作者：{a}
details = 详细信息
category = 分类：{c}
hits = 点击数：{n}
reads = {n} 次阅读
login_to_comment = 登录后发表评论
submitted = 由 {a} 提交于 {d}
thoughts = 《{T}》上有{n}条评论
says = {a}说道：
reply = 回复
comment_on = {a}发表在《{T}》
advert = 广告
views = {n} 次浏览
notes = {n} 热度
source = 来源
staff = 本报记者
location = 地点：{x}
mood = 心情：{x}
hours_ago = {n}小时前
days_ago = {n}天前
weeks_ago = {n}周前
yesterday = 昨天
hour_ago = 1小时前
results = {n} 个结果
sort = 按日期排序
latest = 最新
trending = 热门
load_more = 加载更多
""")

LANGUAGE = Language(
    code="zh",
    months=[f"{n}月" for n in range(1, 13)],
    months_short=[f"{n}月" for n in range(1, 13)],
    months_alone=items("一月\n二月\n三月\n四月\n五月\n六月\n七月\n八月\n九月\n十月\n十一月\n十二月"),
    weekdays=items("星期一\n星期二\n星期三\n星期四\n星期五\n星期六\n星期日"),
    weekdays_short=items("周一\n周二\n周三\n周四\n周五\n周六\n周日"),
    ampm=("上午", "下午"),
    date_styles={
        "long": "{yyyy}年{m}月{d}日", "weekday": "{yyyy}年{m}月{d}日{wd}", "kubrick": "{yyyy}年{m}月{d}日, {wd}",
        "short": "{yyyy}年{m}月{d}日", "noyear": "{m}月{d}日", "month_year": "{yyyy}年{m}月",
        "numeric": "{yyyy}/{mm}/{dd}", "numeric_time": "{yyyy}/{m}/{d} {HH}:{MM}", "iso": "{yyyy}-{mm}-{dd}",
        "time": "{ampm}{h12}:{MM}", "prose": "{yyyy}年{m}月{d}日", "drupal": "{wd_s}, {mm}/{dd}/{yyyy} - {HH}:{MM}",
        "ordinal": "{mon} {d}, {yyyy}", "joomla": "{yyyy}年{mm}月{dd}日",
    },
    words=WORDS, phrases=PHRASES, separator="、", stop="。", cased=False, spaced=False, full_name="{family}{given}",
    comment_forms=lambda n: "没有评论" if n == 0 else f"{n} 条评论",
)
