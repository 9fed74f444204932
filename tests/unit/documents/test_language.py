from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.documents.files import ENVOY, LATER, where

from detente.documents import load
from detente.documents.language import recognise
from detente.documents.language_names import LANGUAGE_NAMES, language_code
from detente.errors import DocumentError

# One report of two sentences in other languages, each written for this test.
FOREIGN = {
    "de": (
        "Der Präsident sagte am Donnerstag, seine Regierung werde das Abkommen nicht unterzeichnen, "
        "solange die Truppen an der Grenze stehen. Der Gesandte wies die Vorwürfe zurück und "
        "kündigte neue Gespräche in der Hauptstadt an."
    ),
    "fr": (
        "Le président a déclaré jeudi que son gouvernement ne signerait pas l'accord tant que les "
        "troupes resteraient à la frontière. L'envoyé a rejeté ces accusations et annoncé de "
        "nouveaux pourparlers dans la capitale."
    ),
    "es": (
        "El presidente dijo el jueves que su gobierno no firmará el acuerdo mientras las tropas "
        "sigan en la frontera. El enviado rechazó las acusaciones y anunció nuevas conversaciones "
        "en la capital."
    ),
    "it": (
        "Il presidente ha detto giovedì che il suo governo non firmerà l'accordo finché le truppe "
        "resteranno al confine. L'inviato ha respinto le accuse e ha annunciato nuovi colloqui "
        "nella capitale."
    ),
    "pt": (
        "O presidente disse na quinta-feira que o seu governo não assinará o acordo enquanto as "
        "tropas permanecerem na fronteira. O enviado rejeitou as acusações e anunciou novas "
        "conversações na capital."
    ),
    "nl": (
        "De president zei donderdag dat zijn regering het akkoord niet zal ondertekenen zolang de "
        "troepen aan de grens staan. De gezant wees de beschuldigingen af en kondigde nieuwe "
        "gesprekken in de hoofdstad aan."
    ),
    "sv": (
        "Presidenten sade på torsdagen att hans regering inte kommer att skriva under avtalet så "
        "länge trupperna står vid gränsen. Sändebudet avvisade anklagelserna och meddelade nya "
        "samtal i huvudstaden."
    ),
    "pl": (
        "Prezydent powiedział w czwartek, że jego rząd nie podpisze porozumienia, dopóki wojska "
        "stoją na granicy. Wysłannik odrzucił oskarżenia i zapowiedział nowe rozmowy w stolicy."
    ),
    "ro": (
        "Președintele a declarat joi că guvernul său nu va semna acordul cât timp trupele rămân la "
        "frontieră. Trimisul a respins acuzațiile și a anunțat noi convorbiri în capitală."
    ),
    "tr": (
        "Cumhurbaşkanı perşembe günü yaptığı açıklamada, birlikler sınırda kaldığı sürece "
        "hükümetinin anlaşmayı imzalamayacağını söyledi. Elçi suçlamaları reddetti ve başkentte "
        "yeni görüşmeler yapılacağını duyurdu."
    ),
    "id": (
        "Presiden mengatakan pada hari Kamis bahwa pemerintahnya tidak akan menandatangani "
        "perjanjian selama pasukan masih berada di perbatasan. Utusan itu menolak tuduhan tersebut "
        "dan mengumumkan pembicaraan baru di ibu kota."
    ),
    "sw": (
        "Rais alisema Alhamisi kwamba serikali yake haitatia saini makubaliano hayo maadamu "
        "wanajeshi wako mpakani. Mjumbe alikanusha madai hayo na kutangaza mazungumzo mapya katika "
        "mji mkuu."
    ),
    "ru": (
        "Президент заявил в четверг, что его правительство не подпишет соглашение, пока войска "
        "стоят на границе. Посланник отверг обвинения и объявил о новых переговорах в столице."
    ),
    "uk": (
        "Президент заявив у четвер, що його уряд не підпише угоду, доки війська стоять на кордоні. "
        "Посланець відкинув звинувачення й оголосив про нові переговори у столиці."
    ),
    "el": (
        "Ο πρόεδρος δήλωσε την Πέμπτη ότι η κυβέρνησή του δεν θα υπογράψει τη συμφωνία όσο τα "
        "στρατεύματα παραμένουν στα σύνορα. Ο απεσταλμένος απέρριψε τις κατηγορίες και ανακοίνωσε "
        "νέες συνομιλίες."
    ),
    "ar": (
        "قال الرئيس يوم الخميس إن حكومته لن توقع الاتفاق ما دامت القوات على الحدود. ورفض المبعوث "
        "الاتهامات وأعلن عن محادثات جديدة في العاصمة."
    ),
    "fa": (
        "رئیس جمهور روز پنجشنبه گفت که دولت او تا زمانی که نیروها در مرز هستند توافق را امضا نخواهد "
        "کرد. فرستاده اتهامات را رد کرد و از گفتگوهای تازه در پایتخت خبر داد."
    ),
    "he": (
        "הנשיא אמר ביום חמישי כי ממשלתו לא תחתום על ההסכם כל עוד הכוחות עומדים על הגבול. השליח דחה "
        "את ההאשמות והודיע על שיחות חדשות בבירה."
    ),
    "hi": (
        "राष्ट्रपति ने गुरुवार को कहा कि जब तक सेना सीमा पर है, उनकी सरकार समझौते पर हस्ताक्षर नहीं "
        "करेगी। दूत ने आरोपों को खारिज किया और राजधानी में नई वार्ता की घोषणा की।"
    ),
    "zh": (
        "总统周四表示,只要军队仍驻扎在边境,他的政府就不会签署该协议。特使驳斥了这些指控,并宣布将在首都举行新的会谈。"
    ),
    "ja": (
        "大統領は木曜日、部隊が国境にとどまる限り政府は合意に署名しないと述べた。特使は非難を退け、首都で新たな協議を行うと発表した。"
    ),
    "ko": (
        "대통령은 목요일 군대가 국경에 머무는 한 정부가 협정에 서명하지 않을 "
        "것이라고 말했다. 특사는 비난을 일축하고 수도에서 새로운 회담을 열겠다고 발표했다."
    ),
}
NAMES = "Viktor Yanukovych, Arseniy Yatsenyuk, Oleh Tyahnybok, Vitali Klitschko and Petro Poroshenko"


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_refused_by_its_name(code: str) -> None:
    with pytest.raises(DocumentError, match=rf"'a\.txt': it is written in {LANGUAGE_NAMES[code]} \({code}, "):
        load(FOREIGN[code].encode(), path="a.txt")


@pytest.mark.parametrize("code", FOREIGN)
def test_half_of_a_sentence_is_enough_and_is_never_read_as_english(code: str) -> None:
    found = recognise(FOREIGN[code][:100])
    assert found.is_english is False
    assert found.code == code


@pytest.mark.parametrize(
    "text", [ENVOY, LATER, "No deal.", "The talks stalled.", "Talks resume on Monday.", NAMES]
)
def test_english_is_read_however_short(text: str) -> None:
    assert load(text.encode(), path="a.txt").language == "en"


def test_english_reports_are_recognised_without_a_warning(shared: Path) -> None:
    reports = sorted((shared / "reading" / "corpus").rglob("*.txt"))
    assert len(reports) > 50
    for report in reports:
        document = load(report)
        assert document.language == "en"
        assert not any("language" in warning or "written in" in warning for warning in document.warnings)


def test_pieces_of_english_reports_are_never_taken_for_another_language(shared: Path) -> None:
    text = (shared / "articles" / "peace_efforts.txt").read_text(encoding="utf-8")
    for length in (40, 80, 160):
        for start in range(0, len(text) - length, length):
            assert recognise(text[start : start + length]).is_english is not False


def test_what_neither_words_nor_letters_settle_is_read_with_a_warning() -> None:
    document = load(NAMES.replace(" and ", ", ").encode(), path="a.txt")
    assert document.language == "en"
    assert "language" not in where(document)
    assert any("its language cannot be told from its words" in warning for warning in document.warnings)


def test_what_is_stated_is_weighed_against_the_words() -> None:
    head = "Title: a\nPublisher: b\nLanguage: {}\n\n"
    english = load((head.format("German") + f"{ENVOY} {LATER}").encode(), path="a.txt")
    assert (english.language, where(english)["language"]) == ("en", "the words of the text")
    assert any("says that it is in German, its words are English" in w for w in english.warnings)
    with pytest.raises(DocumentError, match=r"German .*; header field 'Language' in line 3 says English"):
        load((head.format("en") + FOREIGN["de"]).encode(), path="a.txt")
    with pytest.raises(DocumentError, match=r"written in French \(fr, by its header field 'Language'"):
        load((head.format("fr") + "Non.").encode(), path="a.txt")
    agreed = load((head.format("en-GB") + "No deal.").encode(), path="a.txt")
    assert where(agreed)["language"] == "header field 'Language' in line 3"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("zh-Hans-CN", "zh"),
        ("nb", "no"),
        (" Haitian Creole ", "ht"),
        ("", None),
        ("klingon", None),
        ("en US", None),
    ],
)
def test_a_language_is_stated_by_a_tag_a_code_or_its_name(words: str, code: str | None) -> None:
    assert language_code(words) == code


def test_every_language_that_can_be_recognised_has_a_name() -> None:
    from detente.documents.language import _identifier

    assert set(_identifier().labels) - {"zxx"} <= set(LANGUAGE_NAMES)
