"""Which pronoun a given name goes with, where it goes with one only in most languages that use it.

The single place where the letters of a name count for anything: *Marta* is far more often *she* and *Petr*
*he*, and a reader knows that. It is evidence, not proof: what the text itself says (*Mr*, *Queen*, the
pronouns of a paragraph about one person) weighs beside it. An invented or rare given name is not listed and
gives no evidence. Names that are common for both (*Andrea*, *Jean*, *Kim*, *Sasha*) are left out, as are
those that are as often surnames. The list is our own: common given names of many languages, none taken from
any text that reading is tried on.
"""

from __future__ import annotations

import unicodedata

from detente.reading.knowledge.cues import word_set

_HE = word_set(
    # English and Irish
    "aaron adam alan albert alfred andrew anthony arthur ben benjamin bernard bernie bill bob brian bruce "
    "carl charles christopher colin craig dan daniel dave david dennis derek donald douglas edward edwin "
    "eric ernest eugene frank fred frederick gary geoffrey george gerald gerry gilbert gordon graham greg "
    "gregory harold harry henry herbert howard hugh ian isaac jack jacob james jason jeff jeffrey jeremy "
    "jerry jim jimmy joe john jonathan joseph josh joshua keith ken kenneth kevin larry lawrence leonard "
    "liam lloyd louis luke malcolm marcus mark martin marty matt matthew max michael mike nathan neil "
    "nicholas nick nigel noah norman oliver oscar owen patrick paul peter phil philip phillip ralph ray "
    "raymond richard rick rob robert roger ronald roy russell samuel scott seamus sean simon stanley "
    "stephen steve steven stuart ted terence thomas tim timothy tom tony trevor victor vincent walter "
    "warren wayne wilfred william zachary "
    # Romance languages
    "alain alberto alejandro alessandro alfonso alfredo alvaro andres angelo antoine antonio armando "
    "arnaud arturo bernardo bruno carlos cesar christophe claudio cristiano cristobal diego domingo "
    "eduardo emilio emmanuel enrique ernesto esteban etienne eusebio fabio federico felipe fernando "
    "filippo francesco francisco franck francois frederic gerardo giacomo giorgio giovanni giuseppe "
    "gonzalo guido guillaume guillermo gustavo hector henri hernan hugo ignacio jacques jaime javier "
    "jerome joao joaquim joaquin jorge jose juan julio laurent lorenzo luca lucas luciano luigi luis "
    "manuel marcel marcelo marcos mario massimo mateo matteo maurice mauricio michel miguel nicolas "
    "octavio olivier oswaldo pablo paolo pascal paulo pedro philippe pierre rafael ramon raul "
    "renato ricardo roberto rodrigo rogerio rolando romain salvador salvatore santiago sebastian serge "
    "sergio stefano stephane thierry tiago ugo umberto valerio vicente vincenzo xavier yves "
    # German, Dutch, Nordic
    "anders arne arvid axel bengt bernd bjorn christian dieter dirk eberhard egon einar ernst friedrich "
    "fritz georg gerhard gerrit gunnar gunter gustav hakan hans harald heinrich heinz helmut henrik "
    "herbert hermann horst ingvar jens jesper joachim jochen johan johann johannes jurgen karl klaus kurt "
    "lars leif ludwig magnus manfred marten mathias matthias mikael niels nils olaf olav ole otto pieter "
    "rasmus reinhard rolf ruben rudolf sigurd soren stefan sven theodor thorsten tobias torsten uwe "
    "werner willem wolfgang "
    # Slavic, Baltic, Hungarian, Romanian, Greek, Albanian
    "aleksandar aleksander aleksandr aleksei aleksey alexander alexandr alexandre alexandros alexei "
    "alexey anatoly andrei andrej andrey andrii andriy andrzej antanas anton arkady artem artur attila "
    "balazs bogdan bohdan boris borislav boyan bronislaw costas czeslaw dawid denis denys dimitar dimitri "
    "dimitrios dimitris dmitri dmitriy dmitro dmitry dmytro dragan dusan edgars egor emil evgeny ferenc "
    "filip gabor gennady georgi georgios georgy gheorghe goran grigory grzegorz gyorgy hristo igor ihor "
    "ilir ilya imre ioannis ion istvan ivan ivo jacek jakub janis jaroslav jaroslaw jerzy jiri jozef "
    "kamil karel karol kirill konstantin konstantinos kostas krzysztof kyriakos laszlo lech leonid leszek "
    "lubomir lukas lukasz maciej maksim maksym marek marko matej mateusz mihai mihail mikhail mikola "
    "mikolaj milan milorad milos miloslav miroslav mykhailo mykola nikola nikolai nikolaos nikolay nikos "
    "ognjen oleg oleh oleksandr oleksii oleksiy ondrej pavel pavlo pavol petar peteris petr petro piotr "
    "predrag radek radoslaw radovan roman rostyslav ruslan rustem sandor sergei sergey sergii sergiy "
    "serhii serhiy slobodan spyros stanislav stanislaw stipe stjepan svetozar szymon taras tibor tomas "
    "tomasz tomislav vaclav vadim vadym valdis valentin valery vasil vasily vasyl viktor vitali vitaliy "
    "vitaly vlad vladimir vladislav vladyslav vojislav volodymyr vsevolod vuk vyacheslav wlodzimierz "
    "wojciech yaroslav yegor yevgeny yevhen yiannis yuri yuriy yury zbigniew zdenek zeljko zoran zsolt "
    # Arabic, Persian, Turkish, Kurdish, Central Asian and Caucasian
    "abbas abdallah abdel abdelaziz abdelfattah abdelkader abdelmadjid abdirahman abdul abdulaziz abdulla "
    "abdullah abdulrahman abdurrahman adel adil adnan ahmad ahmed ahmet akbar akram ali alireza alparslan "
    "amin amir amr anas anwar aram ararat arif armen arsen artak asad ashot ashraf aslan atef ayman aziz "
    "babak bahram bakhtiyar barham basem bashar bassam behrouz behzad bekir bilal binali bulent cem cemal "
    "cevdet daoud davit davud devlet ekrem elman emin emre enver erdal erkin ersin "
    "essam fadi fahad fahd faisal faiz fakhruddin farhad farid farouk faruk fathi fayez fayiz fouad fuad "
    "garegin gevorg ghassan giorgi habib hadi hafez haidar hakan hakim hamad hamdi hamed "
    "hamid hamza hani haroun hasan hashim hassan haydar heydar hikmet hisham hossein houssam "
    "husam huseyin hussein husseyn ibrahim idris imad imran irakli isa ismail ismet issa iyad jaber jafar "
    "jalal jamal jamil jassim javad jawad kamal kamel karim kassem kassym kasym kazem kemal khaled khalid "
    "khalifa khalil levon mahdi mahmoud mahmud mahmut majid malik mamuka mansour mansur marwan "
    "masoud massoud massud maxim medhat mehdi mehmet mesrop mevlut mohamad mohamed mohammad mohammadreza "
    "mohammed mohsen morteza mostafa moussa muhammad muhammed muhammet murad murat musa "
    "mustafa mustapha nabil nader nadim naji najib nasir nasser nazim nechirvan nikol nizar nuri "
    "omar omer osama osman otar qais qasem qasim rachid rafic rafik rahim rahmon ramazan ramzan "
    "rashad rashid raza recep redouan reza riad rifat riyad rustam saad saadi sabri saddam sadegh sadiq "
    "saeb saeed safwan sahak said sajjad salah saleh salem salim salman sami samir samvel sargis saud "
    "sayed sedat selahattin selim shahram shamil sharif shavkat sherif sohrab suleiman suleyman "
    "sultan tahir talal talat tamer tareq tarik tariq temur tigran turgut turki usman vahan vahid vardan "
    "vazgen wael waleed walid yahya yasin yasir yasser yassin yousef youssef yunus yusuf zafar zaid "
    "zakaria zaur zayed ziad zurab "
    # Hebrew
    "avi avigdor aviv avraham benny boaz dov ehud eitan eliezer ephraim gadi gideon gilad haim ilan "
    "itamar itzhak menachem mordechai moshe naftali natan nir oded ofer reuven ron shaul shimon shlomo "
    "uri uzi yaakov yair yehuda yigal yisrael yitzhak yoav yossi zeev zvi "
    # South and East Asian
    "ajay ajit akhilesh amit anil arun arvind ashok asif atal bipin deepak dinesh ganesh gopal "
    "harish hiroshi ichiro kazuo keiji kenji kenta koichi krishna mahesh mahinda manmohan manoj "
    "mukesh narendra nawaz nitin pervez prakash pranab prasad rahul raj rajesh rajiv rajnath rakesh "
    "ramesh ravi sanjay satoshi shahbaz shahid shehbaz shigeru shinji shinzo shoichi suresh syed "
    "takashi takeshi taro toshiro vijay vikram vinod yasuo yogi yoshihide yukio zulfikar "
    # African
    "abiodun abiy adama alassane alhaji alpha amadou amara ayo babacar bakary blaise boubacar "
    "chidi chukwuma cyril demeke emeka ferdinand getachew haile "
    "ibou idrissa isaias jakaya joao kagiso kofi kwame kwasi lamine laurent mamadou mandla meles "
    "mengistu moise moktar moussa muhammadu nana nelson obinna olusegun oluwaseun ousmane paulin "
    "robert sekou sibusiso sipho sizwe souleymane tadesse taye thabo thomas tito yakubu "
    "yoweri "
)

_SHE = word_set(
    # English and Irish
    "abigail adele agnes alexandra alice alison amanda amber amelia amy angela anita ann anna anne "
    "annette barbara becky belinda bernadette beth betsy betty beverly brenda bridget brigid brittany "
    "carol caroline carolyn catherine cathy charlotte cheryl christina christine cindy claire clara "
    "colette cynthia daisy debbie deborah debra deirdre diana diane donna doris dorothy edith "
    "eileen elaine eleanor elise elizabeth ella ellen elsie emily emma erin ethel eva evelyn fiona "
    "florence frances georgina geraldine gertrude gillian gina gladys gloria grace hannah harriet hazel "
    "heather helen hilary hillary holly ida irene isabel isabelle jackie jacqueline jane janet janice "
    "jeanne jenna jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia "
    "juliana julie karen kate katherine kathleen kathryn kathy katie kayla kimberly kirsten "
    "laura lauren leah lillian linda lisa liz lois lorraine louise lucy lydia lynn mabel "
    "madeleine maggie margaret marianne marie marilyn marjorie martha mary maureen megan melanie melissa "
    "michelle mildred miranda miriam moira molly monica muriel nancy naomi natalie nicole nora norma "
    "olivia pamela patricia paula pauline peggy penelope penny phyllis priscilla priti rachel rebecca "
    "renee rhonda rita roberta rose rosemary ruth sally samantha sandra saoirse sara sarah sharon sheila "
    "sherry shirley sinead siobhan sonia sophia sophie stacey stella stephanie sue susan susanna suzanne "
    "sylvia tamara tammy teresa theresa tiffany tina tracy ursula valerie vanessa vera veronica victoria "
    "violet virginia vivian wendy yvette yvonne zoe "
    # Romance languages
    "adriana agnese alejandra alessandra alicia amalia amelie ana anais angelica angelique antonella "
    "antonia audrey aurelie aurora beatrice beatriz benedetta bianca brigitte camila carla carlotta "
    "carmen carolina catalina caterina cecile cecilia celine chantal chiara christiane cinzia clara "
    "claudia clementine concepcion consuelo corinne cristina delphine dolores dominga edwige elena elisa "
    "elisabetta elodie elvira emmanuelle esperanza estela esther eugenia federica fernanda florencia "
    "francesca francoise gabriela genevieve giorgia giovanna giulia giuseppina graciela helene ilaria "
    "ines ingrid isabela isabella josefina juana julieta karina laetitia leticia lidia lucia luciana "
    "ludovica luisa luz magdalena manuela marcela margarita margherita margot maria mariana maricarmen "
    "marina marine marisa marisol marta martina martine mathilde melisa mercedes michela milagros monique "
    "nadine natalia nathalie noelle odile ofelia olga paola patrizia pilar rafaela raffaella raquel "
    "regina roberta rocio rosa rosalia sabrina sandrine segolene serena silvana silvia simona sofia "
    "solange soledad stefania susana sylvie valentina valeria veronique virginie viviana ximena yolanda "
    # German, Dutch, Nordic
    "aase agneta anja anke annegret anneke annika antje astrid barbro beate birgit birgitta brigitta "
    "britta brunhilde christel dagmar dorothea edda elfriede elke elsa erika erna frauke frieda gerda "
    "gisela greta grete gro gudrun hannelore hedwig heidi helga helle hilde hildegard ilse inge ingeborg "
    "ingela inger irmgard jette jutta karin karoline katarina katharina kerstin kirsti kristina liesbeth "
    "lieselotte liv lotte magda maike maren margarete margarethe margit margrethe mette monika petra "
    "ragnhild renate rosemarie sabine sanna saskia sigrid silke siri solveig stine susanne svenja tarja "
    "tove ulrike ursel ute "
    # Slavic, Baltic, Hungarian, Romanian, Greek, Albanian
    "agnieszka albena aleksandra alena alina alla anastasia anastasiya aneta anica aniela antonina "
    "anzhelika atifete bara beata bozena branka dalia danica danuta daria darya daryna despina dijana "
    "dora dragica dubravka edita ekaterina elena elzbieta evgenia ewa galina galyna grazyna halina halyna "
    "hana helena ilona inna ioana irena irina iryna ivana ivanka iveta iwona izabela jadranka jadwiga "
    "jana jasna jelena joanna jolanta judit julija justyna kaja kamila karolina katalin katarzyna "
    "katerina kateryna khrystyna klara kolinda krystyna ksenia larisa larysa lenka lesya lidija lilia "
    "ljiljana ljubica lucie ludmila ludmyla lyubov lyudmila lyudmyla malgorzata marija marika mariya "
    "marketa marusya maryna milena milica mira mirela mirjana nadezhda nadia nadiya natalija nataliya "
    "natalya natasa natasha nina oksana oleksandra olena olha paraskeva polina raisa roksana roza "
    "ruslana ruzena snezana sofija sofiya stanislava stefka svetla svetlana svitlana tatiana tatjana "
    "tatyana teodora tetiana tetyana ulyana valentyna varvara vesna viktoria viktorija viktoriya viorica "
    "vjosa wanda yana yaroslava yekaterina yelena yevgenia yevheniia yulia yuliia yuliya zdenka zhanna "
    "zinaida zlata zofia zora zuzana "
    # Arabic, Persian, Turkish, Kurdish, Central Asian and Caucasian
    "aicha aida aisha alia aliya amina amira anahit aral arpine arwa arzu asiya asma asmaa ayat "
    "aygun aynur ayse aysegul aysel azadeh aziza bahar bana banu basma benazir beyza bouthaina buthaina "
    "canan dilek dina ebru elif emine esra eteri fadwa fairuz farah fariba farida farzaneh fatemeh faten "
    "fathia fatima fatma feride forough gayane gohar golnaz gulnara gulsen gulshan hala hanan hanin "
    "hatice hayat heba hend hiba huda husnia inas intisar jamila jihan kamala ketevan khadija khalida "
    "khatuna kubra laila lama lamia latifa layla leila leyla lilit lubna lujain maha mahnaz mahsa malala "
    "malalai manal manana mariam maryam mehriban meltem meral mina mona mouna muna munira nada nadia "
    "nahid najat najla narges narin nasrin nawal nazanin nazenin nermin nesrin nilufar nino noura "
    "nuray nurcan oya parisa parvin pinar rabia rahila rana rania rasha razan reem rima roya ruba "
    "saadia sabah safiya sahar salma salome samia samira sanaa sanam sara sawsan selma sevda sevgi "
    "shahla shahrzad shaima shirin shukria sibel sima simin siranush soraya souad suad suha suhair suheir "
    "sumaya susanna tamar tansu tulay wafa yasmin yasmine yildiz zahra zainab zarifa zehra "
    "zeina zeynep zohreh zubaida "
    # Hebrew
    "adi avigail ayelet batya dalya dorit efrat einat gali galit gila golda hadas idit ilana inbal iris "
    "keren limor liora meirav merav nava noa ofra orit orly orna osnat rivka ronit ruti shelly shira "
    "shulamit tali talia tzipi tzipora tzippi varda yael yaffa yehudit yifat zehava "
    # South and East Asian
    "aarti akiko anita anjali aparna aruna asha ayako chandrika deepa devi emi eriko fumiko gita hanako "
    "haruka hasina hina indira jayalalitha kalpana kavita keiko khaleda kumiko lakshmi lata mamata mariko "
    "mayawati meena michiko mihoko naoko nirmala padma pooja pratibha priya priyanka radha rajeshwari "
    "rani rekha sanae sangeeta savita seiko sheikha shobha sita smriti sonia sumitra sunita sushma "
    "tomoko uma usha vasundhara vijaya yoko yoriko yuka yukiko yumi yuriko "
    # African
    "abena adaeze adwoa aissata aissatou akosua ama amahle aminata aminatou asha awa bineta binta bintou "
    "chiamaka chimamanda ellen fatou fatoumata folasade funmilayo graca joice kadiatou khady lindiwe "
    "maimouna mariama mbali naledi ndeye ngozi nkechi nomvula nosiviwe oumou ramatoulaye rokia "
    "senait thandi thandiwe tsion wangari winnie yaa yetunde zanele zodwa"
)
_GENDERS = {**dict.fromkeys(_HE, "he"), **dict.fromkeys(_SHE, "she")}


def given_gender(name: str) -> str | None:
    """Return the pronoun that the given name of a full name goes with, None when it is not known.

    Examples
    --------
    >>> given_gender("Marta Kral"), given_gender("Petr Novak"), given_gender("Ulvik Tharn")
    ('she', 'he', None)
    >>> given_gender("Kral") is None  # a surname alone says nothing
    True
    """
    words = name.split()
    if len(words) < 2:
        return None
    return _GENDERS.get(_plain(words[0]))


def _plain(word: str) -> str:
    """Return a word in lower case without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
