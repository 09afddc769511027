"""The six sections as offices write them: facts that agree with the tables, and decoys."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.corpus.figures import Cells
from tests.corpus.names import Agency, other_agency

CHINESE_DIGITS = "零一二三四五六七八九十"


@dataclass
class Prose:
    """Section texts (paragraphs) and the facts they state: (subject, number, scope, section)."""

    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    facts: list[tuple[str, int, str, str]] = field(default_factory=list)

    def state(self, subject: str, number: int, section: str, scope: str = "own") -> int:
        self.facts.append((subject, number, scope, section))
        return number


def count_in_words(number: int, rng: random.Random) -> str:
    """A count as prose prints it; now and then in Chinese numerals or full-width digits."""
    if 0 < number <= 10 and rng.random() < 0.08:
        return CHINESE_DIGITS[number]
    if number >= 1_000 and rng.random() < 0.2:
        return f"{number:,}"
    return str(number)


def make_prose(form_id: str, agency: Agency, year: int, cells: Cells, rng: random.Random) -> Prose:
    """Write all six sections (2, 3 and 4 are mostly nothing but their table)."""
    prose = Prose({key: [] for key in ("overview", "proactive", "requests", "disputes", "problems", "other")})
    _overview(agency, year, cells, rng, prose)
    if rng.random() < 0.06:
        prose.paragraphs["proactive"].append(f"{year}年，{agency.short}主动公开政府信息有关数据如下表。")
    if rng.random() < 0.06:
        prose.paragraphs["requests"].append("收到和处理政府信息公开申请情况详见下表。")
    prose.paragraphs["problems"] = _problems(agency, year, rng)
    prose.paragraphs["other"] = _other(agency, year, rng, prose)
    return prose


def make_preamble(agency: Agency, year: int, rng: random.Random) -> list[str]:
    """Basis, period, contact."""
    basis = "根据《中华人民共和国政府信息公开条例》（国务院令第711号）（以下简称《条例》）"
    period = f"{year}年1月1日{rng.choice(('起至', '至', '—'))}{rng.choice((f'{year}年', ''))}12月31日"
    contact = (
        f"如对本报告有疑问，请与{agency.short}办公室联系（地址：{agency.place}人民路{rng.randint(1, 300)}号，"
        f"邮编：{rng.randint(100000, 699999)}，电话：0{rng.randint(310, 999)}-{rng.randint(2000000, 89999999)}）。"
    )
    variants = (
        f"{basis}和《中华人民共和国政府信息公开工作年度报告格式》要求，现公布{agency.short}{year}年政府信息公开工作年度报告。"
        f"本报告中所列数据的统计期限自{period}止。{contact}",
        f"本报告由{agency.short}{basis}要求编制。本报告所列数据的统计期限为{period}。{contact}",
        f"本年度报告{basis}有关规定编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
        f"行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。数据统计时间为{period}。",
        f"按照《条例》要求，结合{agency.short}{year}年政府信息公开工作实际，编制本报告。",
    )
    return [rng.choice(variants)]


def _overview(agency: Agency, year: int, cells: Cells, rng: random.Random, prose: Prose) -> None:
    lead = (
        f"{year}年，{agency.short}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《条例》，扎实推进政府信息公开各项工作。",
        f"{year}年，{agency.self_word}严格按照上级关于政务公开工作的部署，以公开促落实、促规范、促服务。",
    )
    parts = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]
    bodies = (
        _published(agency, year, rng, prose),
        _applied(agency, year, cells, rng, prose),
        rng.choice(
            (
                "严格执行“三审三校”制度，落实先审后发程序，全年修订制度2项。",
                "建立公文属性源头认定机制，对12份文件的公开属性作了重新认定。",
            )
        ),
        rng.choice(
            (
                "优化门户网站栏目设置，新增专栏3个，在便民服务中心设立政务公开专区1处。",
                "加强政务新媒体管理，做好1个微信公众号的日常维护。",
            )
        ),
        _assessment(agency, rng),
    )
    style = rng.choice(("（{}）{}。", "（{}）{}情况。", "（{}）{}\n", "{}是{}。"))
    prose.paragraphs["overview"].append(rng.choice(lead))
    for number, part, body in zip("一二三四五", parts, bodies, strict=True):
        head = style.format(number, part)
        if head.endswith("\n"):
            prose.paragraphs["overview"] += [head.strip(), body]
        else:
            prose.paragraphs["overview"].append(head + body)


def _published(agency: Agency, year: int, rng: random.Random, prose: Prose) -> str:
    website, wechat = rng.randint(20, 2_600), rng.randint(3, 900)
    section, total = "overview", website + wechat
    comparison = rng.choice(
        ("", f"，较上年增加{rng.randint(2, 90)}条", f"，同比增长{rng.randint(2, 60)}.{rng.randint(0, 9)}%")
    )
    last_year = rng.choice(("", f"（{year - 1}年为{rng.randint(20, 2_000)}条）"))
    kind = rng.randrange(5)
    if kind == 0:
        prose.state("published.total", total, section)
        prose.state("published.website", website, section)
        prose.state("published.wechat", wechat, section)
        return (
            f"全年主动公开政府信息{count_in_words(total, rng)}条{comparison}，其中通过政府门户网站公开{website}条，"
            f"通过微信公众号公开{wechat}条。"
        )
    if kind == 1:
        prose.state("published.website", website, section)
        shown = count_in_words(website, rng)
        return f"通过政府网站公开政府信息{shown}条{last_year}，回应公众关注热点{rng.randint(2, 40)}次。"
    if kind == 2:
        prose.state("published.total", website, section)
        organisation = rng.randint(1, max(1, website // 3))
        return (
            f"{year}年，{agency.short}主动公开各类信息{website}条{comparison}，其中机构职能类{organisation}条、"
            f"财政预决算类{rng.randint(1, 9)}条，召开新闻发布会{rng.randint(1, 4)}次。"
        )
    if kind == 3:
        prose.state("published.wechat", wechat, section)
        readers = f"{rng.randint(2, 90)}.{rng.randint(1, 9)}万次"
        return f"在微信公众号“活力{agency.short[:2]}”上发布推文{wechat}篇，阅读量{readers}。"
    explained = f"解读政策文件{rng.randint(1, 6)}件"
    return f"{agency.self_word}按照基层政务公开标准目录，及时公开政策文件、重大民生等政府信息，{explained}。"


def _applied(agency: Agency, year: int, cells: Cells, rng: random.Random, prose: Prose) -> str:
    received, carried = int(cells["requests.received.total"]), int(cells["requests.carried_in.total"])
    section = "overview"
    if rng.random() < 0.12:
        return "进一步规范依申请公开工作流程，做到登记、审核、办理、答复、归档各环节有据可查。" + _not_requests(rng)
    prose.state("requests.received", received, section)
    if not received:
        text = rng.choice(
            (
                f"{year}年，{agency.short}未收到政府信息公开申请。",
                f"全年收到政府信息公开申请0件{rng.choice(('', '，较上年减少1件'))}。",
                f"{year}年{agency.short}接到依申请公开政府信息0件。",
            )
        )
    else:
        shown = count_in_words(received, rng)
        detail = ""
        granted = int(cells["requests.granted.total"])
        if granted and granted <= received and rng.random() < 0.4:
            detail = f"，其中予以公开{granted}件"
            prose.state("requests.granted", granted, section)
        text = rng.choice(
            (
                f"全年共收到政府信息公开申请{shown}件{detail}，均按时办理。",
                f"{year}年，{agency.short}共收到依申请公开政府信息{shown}件{detail}，均在法定期限内答复。",
                f"{year}年新收政府信息公开申请{shown}件{detail}，"
                f"较{year - 1}年的{received + rng.randint(1, 9)}件有所下降。",
            )
        )
    if carried:
        text += f"上年结转{carried}件。"
        prose.state("requests.carried_in", carried, section)
    if agency.is_government and agency.kind != "township" and rng.random() < 0.25:
        everywhere = received + rng.randint(30, 400)
        prose.state("requests.received", everywhere, section, "area")
        text += f"{agency.area}各级各部门共收到政府信息公开申请{everywhere}件。"
    return text + _not_requests(rng) + _no_disputes(cells, rng, prose)


def _not_requests(rng: random.Random) -> str:
    return rng.choice(
        (
            *("", "", ""),
            f"接受电话咨询{rng.randint(11, 300)}余人次。",
            f"办理网民留言{rng.randint(5, 90)}件，答复率100%。",
            f"转交有关部门办理群众来信{rng.randint(2, 20)}件。",
        )
    )


def _no_disputes(cells: Cells, rng: random.Random, prose: Prose) -> str:
    reviews = int(cells["disputes.reconsideration.total"])
    suits = sum(int(value) for key, value in cells.items() if key.startswith("disputes.liti") and key.endswith("total"))
    if rng.random() < 0.5:
        return ""
    prose.state("disputes.reconsideration", reviews, "overview")
    prose.state("disputes.litigation", suits, "overview")
    if not reviews and not suits:
        return rng.choice(("全年未发生因政府信息公开引发的行政复议、行政诉讼。", "未产生行政复议和行政诉讼情况。"))
    return f"因政府信息公开被申请行政复议{reviews}件，被提起行政诉讼{suits}件。"


def _assessment(agency: Agency, rng: random.Random) -> str:
    if not agency.is_government:
        return "定期开展政务公开业务培训，全年组织培训2次，并主动接受社会监督。"
    return rng.choice(
        (
            "将政府信息公开工作纳入年度工作考核；开展社会评议，满意度较高；全年未发生责任追究情形。",
            "工作考核情况：列入综合考核，占比4%。社会评议情况：采取网上评议形式收集意见。责任追究情况：未发生应予追究责任的情况。",
        )
    )


def _problems(agency: Agency, year: int, rng: random.Random) -> list[str]:
    faults = (
        f"{year}年，{agency.short}政府信息公开工作取得一定成效，但仍存在一些不足：一是公开内容的时效性有待提高；二是政策解读形式较为单一。",
        f"存在的主要问题：（一）公开意识还需加强，信息更新不够及时。（二）人员变动频繁，业务能力有待提升。{agency.short}对此高度重视。",
        "一是公开内容的深度和广度与群众需求还有差距；二是基层政务公开专区使用率不高；三是队伍建设有待加强。",
    )
    plans = (
        f"{year + 1}年，{agency.self_word}将采取以下措施：一是加强业务培训，计划组织培训4次；"
        "二是丰富解读形式，力争图解比例达到60%以上。",
        "下一步，一是完善规章制度，形成长效机制；二是加大宣传力度，提升知晓度；三是加强队伍建设，提高业务水平。",
    )
    if rng.random() < 0.3:
        return ["（一）存在的主要问题", rng.choice(faults), "（二）改进情况", rng.choice(plans)]
    return [rng.choice(faults), rng.choice(plans)]


def _other(agency: Agency, year: int, rng: random.Random, prose: Prose) -> list[str]:
    prose.state("fees.processing", 0, "other")
    fee = rng.choice(
        (
            f"{year}年，{agency.self_word}收取政府信息公开信息处理费0元。",
            "本机关未收取信息处理费。",
            f"{agency.short}严格执行《政府信息公开信息处理费管理办法》，{year}年度未收取政府信息公开信息处理费。",
            "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》，本年度收取信息处理费0元。",
        )
    )
    tail = rng.choice(
        (
            "",
            "",
            "没有其他需要报告的事项。",
            f"全年办理人大代表建议{rng.randint(1, 30)}件、政协提案{rng.randint(1, 40)}件。",
        )
    )
    return [fee + tail]


def decoy_sentence(agency: Agency, rng: random.Random) -> str:
    """Another agency's link text, as menus carry it."""
    return f"{other_agency(rng, agency).full}{rng.randint(2019, 2025)}年政府信息公开工作年度报告"
