#include "model/reference_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

using Word = ReferenceWord;

/// Phrases parted by commas, as people write them; they are compared folded.
struct Row {
  Word word;
  std::string_view phrases;
};

constexpr std::array kRows{
    Row{Word::Tfa, "TFA, Trade Facilitation Agreement, Agreement on Trade Facilitation"},
    Row{Word::Tfa,
        "AFE, Accord sur la facilitation des échanges, Accord de facilitation des échanges"},
    Row{Word::Tfa,
        "AFC, Acuerdo sobre Facilitación del Comercio, Acuerdo de Facilitación del Comercio, "
        "Acuerdo sobre la Facilitación del Comercio, Acordo sobre a Facilitação do Comércio, "
        "Acordo de Facilitação do Comércio, Acordo sobre Facilitação do Comércio"},
    Row{Word::Tfa,
        "СУПТ, Соглашение об упрощении процедур торговли, Соглашения об упрощении процедур "
        "торговли, "
        "Соглашением об упрощении процедур торговли, Соглашению об упрощении процедур торговли, "
        "Соглашении об упрощении процедур торговли, Соглашение ВТО об упрощении процедур торговли, "
        "Соглашения ВТО об упрощении процедур торговли, Соглашением ВТО об упрощении процедур "
        "торговли, "
        "Соглашению ВТО об упрощении процедур торговли, Соглашении ВТО об упрощении процедур "
        "торговли"},
    Row{Word::Tfa,
        "اتفاقية تيسير التجارة, اتفاق تيسير التجارة, اتفاقية تسهيل التجارة, اتفاق تسهيل التجارة, "
        "贸易便利化协定, 貿易便利化協定"},
    Row{Word::Rkc,
        "RKC, CKR, CQR, Kyoto Convention, Revised Kyoto Convention, Convention de Kyoto, "
        "Convention de Kyoto révisée, Convenio de Kyoto, Convenio de Kyoto revisado, "
        "Convención de Kyoto, Convención de Kyoto revisada, Convenção de Quioto, Convenção de "
        "Kyoto, "
        "Convenção de Quioto revista, Convenção de Quioto revisada, Convenção de Kyoto revisada"},
    Row{Word::Rkc,
        "Киотская конвенция, Киотской конвенции, Киотскую конвенцию, Киотской конвенцией, "
        "пересмотренная Киотская конвенция, пересмотренной Киотской конвенции, "
        "пересмотренную Киотскую конвенцию, пересмотренной Киотской конвенцией"},
    Row{Word::Rkc,
        "اتفاقية كيوتو, اتفاقية كيوتو المعدلة, اتفاقية كيوتو المنقحة, "
        "京都公约, 经修订的京都公约, 修订的京都公约, 京都公約"},
    Row{Word::Safe,
        "SAFE, SAFE Framework, SAFE Framework of Standards, SAFE Standards, Marco SAFE, "
        "Marco Normativo SAFE, Marco de Normas SAFE, Cadre SAFE, Cadre de normes SAFE, Normes "
        "SAFE, "
        "Quadro SAFE, Estrutura Normativa SAFE, Рамочные стандарты SAFE, Рамочных стандартов SAFE, "
        "إطار SAFE, إطار معايير SAFE, إطار عمل SAFE, SAFE框架, SAFE标准框架, 标准框架"},
    Row{Word::Hs,
        "HS, SH, SA, Harmonized System, Harmonised System, Système harmonisé, Sistema Armonizado, "
        "Sistema Harmonizado, ГС, Гармонизированная система, Гармонизированной системы, "
        "Гармонизированной системе, Гармонизированную систему, النظام المنسق, 协调制度, 協調制度"},
    Row{Word::Foreign,
        "law, laws, act, code, constitution, decree, regulation, regulations, treaty, convention, "
        "protocol, statute, ordinance, directive, charter, bill, GATT, GATS, TRIPS, TBT, SPS, UCC, "
        "proclamation, rules of procedure, loi, lois, code, décret, arrêté, règlement, traité, "
        "directive, charte, AGCS, ordonnance"},
    Row{Word::Foreign,
        "ley, leyes, código, constitución, decreto, reglamento, tratado, convenio, convención, "
        "protocolo, directiva, resolución, AGCS, lei, leis, constituição, regulamento, convenção, "
        "portaria, diretiva"},
    Row{Word::Foreign,
        "закон, закона, законе, закону, законом, кодекс, кодекса, кодексе, кодексу, кодексом, "
        "конституция, конституции, конституцию, указ, указа, постановление, постановления, "
        "договор, "
        "договора, конвенция, конвенции, конвенцию, регламент, регламента, протокол, протокола, "
        "ГАТТ, ТК, ГК"},
    Row{Word::Foreign,
        "قانون, القانون, دستور, الدستور, مرسوم, المرسوم, لائحة, اللائحة, نظام الجمارك, معاهدة, "
        "المعاهدة, بروتوكول, البروتوكول, 法, 法律, 法典, 宪法, 条例, 公约, 公約, 规定, 议定书, "
        "总协定"},
    Row{Word::Agreement,
        "agreement, agreements, accord, accords, acuerdo, acuerdos, acordo, acordos, соглашение, "
        "соглашения, соглашению, соглашением, соглашении, اتفاق, اتفاقية, 协定, 協定"},
    Row{Word::Organisation,
        "WTO, WCO, OMC, OMA, OMD, ВТО, ВТамО, World Trade Organization, World Customs "
        "Organization, "
        "Organisation mondiale du commerce, Organización Mundial del Comercio, "
        "Organização Mundial do Comércio, Всемирной торговой организации, "
        "منظمة التجارة العالمية, لمنظمة التجارة العالمية, منظمة الجمارك العالمية, "
        "世贸组织, 世界贸易组织, 世贸, 世界海关组织"},
    Row{Word::Article,
        "article, articles, art, arts, artículo, artículos, artigo, artigos, статья, статьи, "
        "статье, "
        "статью, статьей, статей, статьям, статьях, статьями, ст, المادة, مادة, المادتين, "
        "المادتان, "
        "المواد, والمادة, بالمادة, للمادة, والمواد, وللمادة"},
    Row{Word::Measure,
        "measure, measures, provision, provisions, mesure, mesures, medida, medidas, disposición, "
        "disposiciones, disposition, dispositions, мера, меры, мере, меру, положение, положения, "
        "التدبير, التدابير, 措施"},
    Row{Word::Paragraph,
        "paragraph, paragraphs, para, paras, par, subparagraph, subparagraphs, párrafo, párrafos, "
        "apartado, numeral, inciso, inc, paragraphe, paragraphes, alinéa, parágrafo, parágrafos, "
        "alínea, пункт, пункта, пункте, пункту, пунктом, п, пп, подпункт, подпункта, часть, "
        "части, ч, الفقرة, فقرة, والفقرة, للفقرة, بالفقرة, البند, بند, 款, 项, 項"},
    Row{Word::Chapter,
        "chapter, chapters, chap, ch, chapitre, chapitres, capítulo, capítulos, cap, глава, главы, "
        "главе, "
        "главу, главой, الفصل, فصل, للفصل, 章"},
    Row{Word::Standard,
        "standard, standards, std, transitional standard, transitional standards, recommended "
        "practice, "
        "norme, normes, norme transitoire, norma, normas, norma transitoria, norma transitória, "
        "стандарт, стандарта, стандарте, стандарту, стандартом, المعيار, معيار, القاعدة, قاعدة, "
        "标准, "
        "标准条款"},
    Row{Word::Annex,
        "annex, annexe, anexo, приложение, приложения, приложении, الملحق, ملحق, 附约, 附件"},
    Row{Word::GeneralAnnex,
        "general annex, GA, annexe générale, anexo general, anexo geral, генеральное приложение, "
        "генерального приложения, генеральном приложении, общее приложение, общего приложения, "
        "общем приложении, الملحق العام, 总附约, 总附件"},
    Row{Word::SpecificAnnex,
        "specific annex, SpA, annexe spécifique, anexo específico, специальное приложение, "
        "специального приложения, специальном приложении, الملحق الخاص, 专项附约, 特定附约"},
    Row{Word::Pillar,
        "pillar, pillars, pilier, piliers, pilar, pilares, опора, опоры, опоре, опору, опор, "
        "столп, столпа, "
        "الركيزة, ركيزة, للركيزة, الدعامة, دعامة, الركيزتين, 支柱"},
    Row{Word::Edition,
        "edition, version, nomenclature, édition, edición, versión, nomenclatura, edição, versão, "
        "издание, "
        "издания, издании, версия, версии, редакция, редакции, номенклатура, номенклатуры, "
        "طبعة, الطبعة, نسخة, النسخة, إصدار, الإصدار, لعام, لسنة, 年版, 版, 版本, 年版本, 年"},
    Row{Word::Numero, "no, n, nr, num, nro, número, номер, رقم"},
    Row{Word::Link,
        "of, the, to, in, under, for, on, with, by, its, this, that, said, from, s, de, del, la, "
        "le, les, los, las, el, "
        "l, d, du, des, do, da, dos, das, na, au, aux, al, sur, sobre, relatif, relative, "
        "relativo, relativa, en, a, "
        "por, dans, selon, según, по, об, от, в, к, между, настоящего, этого, من, في, "
        "إلى, بشأن, حول, هذه, 的, 之, 该, 本, 中, 在"},
    Row{Word::And, "and, or, y, e, et, ou, o, и, или, و, أو, 和, 及, 与, 或, 以及"},
    Row{Word::Counter,
        "million, millions, billion, billions, thousand, percent, per cent, percentage, years, "
        "year, months, "
        "month, weeks, days, day, hours, hour, minutes, countries, members, participants, "
        "officers, "
        "times, points, USD, EUR, millones, millón, mil, años, año, meses, mes, semanas, días, "
        "día, horas, "
        "países, participantes, por ciento, ans, années, année, mois, semaines, jours, heures, "
        "pays, "
        "milliards, pour cent, milhões, milhão, anos, dias, лет, год, года, годы, дней, дня, "
        "часов, стран, "
        "млн, млрд, тыс, миллионов, процентов, участников, سنوات, سنة, أيام, يوما, شهرا, مليون, "
        "دولة, "
        "天, 小时, 个, 国家, 万, 亿, 月"},
};

/// As articles, paragraphs and pillars are numbered; the first is 1.
constexpr std::array<std::string_view, 10> kArabicOrdinals{
    "الأولى",  "الثانية", "الثالثة", "الرابعة", "الخامسة",
    "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"};

struct Phrase {
  std::vector<std::string> units{};
  Word word = Word::Other;
};
using Table =
    std::unordered_map<std::string, std::vector<Phrase>>;  ///< By first unit, longest first.

std::vector<std::string> units_of(std::string_view text) {
  std::vector<std::string> units;
  for (const NameUnit& unit : name_units(text)) units.push_back(unit.text);
  return units;
}

Table make_table() {
  Table table;
  for (const Row& row : kRows)
    for (std::size_t at = 0; at < row.phrases.size();) {
      const std::size_t end = std::min(row.phrases.find(", ", at), row.phrases.size());
      Phrase phrase{.units = units_of(row.phrases.substr(at, end - at)), .word = row.word};
      at = end + 2;
      table[phrase.units.front()].push_back(std::move(phrase));
    }
  for (auto& [first, phrases] : table)
    std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& one, const Phrase& other) {
      return one.units.size() > other.units.size();
    });
  return table;
}

const Table& table() {
  static const Table kTable = make_table();
  return kTable;
}

/// Whether a unit stands right after the one before it, in one block.
bool goes_on(const std::vector<NameUnit>& units, std::size_t unit) {
  return units[unit].position == units[unit - 1].position + 1;
}

bool stands_at(const Phrase& phrase, const std::vector<NameUnit>& units, std::size_t first) {
  if (phrase.units.size() > units.size() - first) return false;
  for (std::size_t i = 0; i < phrase.units.size(); ++i)
    if (phrase.units[i] != units[first + i].text || (i > 0 && !goes_on(units, first + i)))
      return false;
  return true;
}

}  // namespace

ReferencePhrase reference_phrase(const std::vector<NameUnit>& units, std::size_t first) {
  const auto phrases = table().find(units[first].text);
  if (phrases == table().end()) return {};
  for (const Phrase& phrase : phrases->second)
    if (stands_at(phrase, units, first)) return {.word = phrase.word, .units = phrase.units.size()};
  return {};
}

ReferenceWord reference_word(const std::string& folded) {
  return reference_phrase({{.text = folded}}, 0).word;
}

unsigned arabic_ordinal(const std::string& folded) {
  static const std::unordered_map<std::string, unsigned> kValues = [] {
    std::unordered_map<std::string, unsigned> values;
    for (const std::string_view ordinal : kArabicOrdinals)
      values.emplace(fold_accents(ordinal), static_cast<unsigned>(values.size() + 1));
    return values;
  }();
  const auto found = kValues.find(folded);
  return found == kValues.end() ? 0 : found->second;
}

}  // namespace entrepot
