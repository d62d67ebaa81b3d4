//! The words that exports put at the head of a column and into a cell, in the languages of the usual
//! tools.
//!
//! A head is compared by its letters and digits alone, in lower case: `E-Mail-Adresse` is
//! `emailadresse`. Sources: the exports of Google Forms, Moodle (its language packs), Canvas,
//! Gradescope, Microsoft Forms, Qualtrics. A language that is not here is read by what its columns
//! hold.

use crate::class::answers::head_word::HeadWord;

/// What a head says about the student or the row.
pub(super) const WORDS: &[(HeadWord, &str)] = &[
    (
        HeadWord::Student,
        "student studentin studenten studierende studierender schüler schülerin schülerinnen \
     teilnehmer teilnehmerin prüfling élève étudiant étudiante apprenant alumno alumna \
     alumnos alumnado estudiante estudiantes aluno aluna estudante studente studentessa \
     allievo alunno leerling elev eleven uczeń žák oppilas opiskelija öğrenci diák ученик \
     студент учень слухач 学生 生徒 学员 학생 pupil learner participant candidate",
    ),
    (
        HeadWord::Number,
        "studentid studentnumber studentno studentnr idnumber sisuserid sisid sid uid \
     matrikelnummer matrikelnr matrikel matriculationnumber registrationnumber orgdefinedid \
     idnummer studentennummer studentnummer martrnr matrnr immatrikulationsnummer \
     numérodidentification numéroétudiant nétudiant noétudiant nmatricule matricule nmatrícula numérodétudiant númerodeid númerodeidentificación \
     númerodematrícula matrícula matricola numerodimatricola codiceidentificativo numeroid \
     númerodeidentificação númerodealuno idusuário leerlingnummer rollnumber rollno \
     externaldatareference externalreference sisuser numeridentyfikacyjny numerid numeralbumu \
     nrindeksu numerindeksu identifikačníčíslo studijníčíslo idčíslo numărdeidentificare \
     numărmatricol idnumarası öğrencino öğrencinumarası okulnumarası индивидуальныйномер \
     номерзачетки номерзачётки идентификационныйномер табельныйномер opiskelijanumero \
     tunnistenumero studienummer azonosítószám neptunkód αριθμόςμητρώου 学号 学籍番号 学生番号 idナンバー \
     학번 nia dni numatricola numéroid idzenbakia idbroj identifikacijskibroj matičnibroj \
     idštevilka vpisnaštevilka identifikačnéčíslo číslostudenta asmenskodas studentsisid uniqueuserid mãsốsinhviên mssv nim nomorinduk nomorid رقمالطالب الرقمالجامعي \
     מספרסטודנט",
    ),
    (
        HeadWord::Email,
        "email emailaddress mail mailaddress emailadresse mailadresse adresseemail adressemail \
     adressedecourriel adressedemessagerie courriel courrielélectronique correo \
     correoelectrónico direccióndecorreo direccióndecorreoelectrónico direcciónemail \
     nombredeusuariodecorreo indirizzoemail indirizzomail indirizzodipostaelettronica \
     postaelettronica endereçodeemail endereçodecorreioeletrônico endereçodecorreioeletrónico \
     endereçoeletrónico correioeletrônico emailadres recipientemail useremail studentemail \
     respondentemail youremail youremailaddress schoolemail universityemail epost epostadress \
     epostadresse emailadresa emailovaadresa emailováadresa emailcím adresemail adresaemail \
     adresăemail epostaadresi eposta sähköposti sähköpostiosoite адресэлектроннойпочты \
     электроннаяпочта адресаелектронноїпошти электронныйадрес \
     διεύθυνσηηλεκτρονικούταχυδρομείου adreçaelectrònica correuelectrònic メールアドレス 电子邮件 电子邮件地址 \
     邮箱 電子郵件 이메일 이메일주소 địachỉemail alamatemail alamatsurel عنوانالبريدالإلكتروني البريدالإلكتروني כתובתדואל דואל \
     כתובתאימייל",
    ),
    (
        HeadWord::Login,
        "username user login loginid sisloginid userid anmeldename benutzername kennung \
     nomdutilisateur identifiant nombredeusuario usuario nomeutente nomedeusuário \
     nomedeutilizador gebruikersnaam githubusername github netid utorid studentlogin \
     nazwaużytkownika uživatelskéjméno användarnamn brukernavn brugernavn käyttäjätunnus \
     kullanıcıadı felhasználónév имяпользователя логин 用户名 ユーザー名 token player playername \
     korisničkoime erabiltzaileizena uporabniškoime používateľskémeno",
    ),
    (HeadWord::Id, "id"),
    (
        HeadWord::Name,
        "name fullname yourname studentname displayname nameofstudent nameofthestudent \
     learnername vollständigername vorundnachname ihrname deinname nomcomplet nometprénom \
     prénometnom nombrecompleto nombreyapellidos nombreyapellido nomecompleto nomecognome \
     nomeecognome cognomeenome volledigenaam naam navn namn nimi students nameschüler \
     namederschülerin votrenom tunombre sunombre seunome vollername nachundvorname \
     namevorname namensvorname vornamename navnochförnamn imięinazwisko nazwiskoiimię jméno \
     jménoapříjmení příjmeníajméno celéjméno teljesnév név adsoyad adısoyadı adıvesoyadı \
     kokonimi fulltnavn fuldenavn fullständigtnamn фио фамилияимя фамилияиимя полноеимя \
     имяифамилия піб ονοματεπώνυμο nomicognoms numecomplet 姓名 氏名 名前 이름 성명 nombresyapellidos họvàtên họtên namalengkap nama الاسم الاسمالكامل שם שםמלא \
     apellidosynombre apellidosynombres nomprénom prénomnom firstnamelastname \
     lastnamefirstname firstandlastname firstnamesurname surnamefirstname namen",
    ),
    (
        HeadWord::First,
        "firstname givenname forename vorname prénom nombre nome voornaam recipientfirstname \
     firstnames imię křestníjméno etunimi förnamn fornavn utónév keresztnév adı имя імя όνομα \
     prenume prenom 名 nombres",
    ),
    (
        HeadWord::Last,
        "lastname surname familyname nachname familienname nom nomdefamille apellidos apellido \
     cognome sobrenome apelido achternaam recipientlastname últimonome nazwisko příjmení \
     sukunimi efternamn etternavn efternavn vezetéknév családnév soyadı фамилия прізвище \
     επώνυμο cognoms nume 姓 姓氏",
    ),
    (
        HeadWord::Section,
        "section group class gruppe klasse groupe grupo gruppo groep sections course classroom \
     classe clase turma sección secção seção sezione sectie avsnitt klas klass třída sınıf osztály luokka grupa класс группа 班级 クラス 반",
    ),
    (
        HeadWord::Attempt,
        "attempt attemptnumber attemptno versuch versuchsnummer tentative intento tentativo \
     tentativa poging próba pokus försök forsøk forsøg yritys deneme próbálkozás попытка 尝试 \
     受験",
    ),
    (
        HeadWord::Submitted,
        "timestamp completiontime submitted submittedat submissiontime completed completedon dấuthờigian stempelwaktu capwaktu الطابعالزمني חותמתזמן \
     finished finishedon enddate endtime zeitstempel fertigstellungszeit beendet beendetam \
     abgabe abgegebenam horodateur terminé heuredefin marcatemporal finalizado \
     horadefinalización informazionicronologiche completato oradicompletamento \
     carimbodedatahora concluído completo horadeconclusão tijdstempel voltooid \
     lastsubmittedtime createtime date datum time recordeddate datetime sygnaturaczasowa \
     ukończono zakończono časovérazítko časováznačka dokončeno tidsstämpel tidsstempel \
     slutförd slutfördes fullført afsluttet aikaleima suoritettu zamandamgası tamamlanmış \
     tamamlandı időbélyeg befejezte отметкавремени завершено тестзавершен времязавершения \
     ολοκληρώθηκε marcadetemps finalitzat タイムスタンプ 完了 完了日時 时间戳 时间戳记 完成 完成时间 提交时间 타임스탬프 완료 완료시간",
    ),
    (
        HeadWord::Started,
        "started startedon starttime startdate startzeit begonnen begonnenam commencé commencéle \
     heurededébut comenzado comenzadoel horadeinicio iniziato oradiinizio iniciado iniciadoem \
     horadeinício begonnenop gestartop rozpoczęto zahájeno påbörjad påbörjades påbörjadesden \
     startet startetden påbegyndt aloitettu başlangıç başladı elkezdte тестначат начато \
     времяначала ξεκίνησε începutla començat 開始日時 开始于 开始时间 시작시간",
    ),
    (
        HeadWord::Question,
        "question questionname questiontext questiontitle qtext qtitle itemtitle itemname frage fragentext pregunta domanda pergunta questão vraag pytanie otázka fråga spørsmål вопрос питання 问题 問題 질문 soru kérdés",
    ),
    (
        HeadWord::Answer,
        "answer answers response responses antworten réponses respuestas risposte respostas studentresponse studentanswer givenanswer antwort réponse respuesta risposta resposta antwoord odpowiedź odpověď svar ответ відповідь 回答 解答 답변 yanıt cevap válasz",
    ),
];

/// Heads of columns that hold the answer to the question whose number follows: `Response 1`.
pub(super) const NUMBERED: &str = "response answer ans antwort réponse respuesta risposta resposta antwoord respons reply \
     solution lösung odpowiedź odpověď odpoveď svar vastaus yanıt válasz ответ відповідь \
     απάντηση răspuns 回答 解答 答え 응답 답변";

/// Heads that may hold the question's own text beside its answer, or else the answer: `Question 1`.
pub(super) const ASKED: &str = "question frage pregunta domanda pergunta questão vraag pytanie otázka fråga spørsmål \
     spørgsmål kysymys soru kérdés вопрос питання ερώτηση întrebare 问题 题 問題 質問 试题 题目 문제 질문";

/// Heads of columns beside an answer that hold none: `Right answer 1`.
pub(super) const BESIDE: &str = "rightanswer correctanswer richtigeantwort bonneréponse réponsecorrecte respuestacorrecta \
     rispostacorretta respostacorreta respostacerta juisteantwoord goedeantwoord \
     poprawnaodpowiedź prawidłowaodpowiedź správnáodpověď rättsvar korrektsvar riktigsvar \
     doğruyanıt helyesválasz правильныйответ правильнавідповідь oikeavastaus σωστήαπάντηση \
     răspunscorect 正しい解答 正解 正确答案 정답 points point score grade mark marks punkte punkt \
     bewertung note punti punteggio valutazione puntos puntuación calificación pontos \
     pontuação nota punten cijfer punkty ocena body známka poäng betyg poeng karakter pisteet \
     arvosana puan баллы оценка бали оцінка βαθμός puncte notă puntuació qualificació 得点 点数 \
     评分 分数 점수 feedback comment comments commentaire commentaires kommentar kommentare \
     comentario comentarios comentário comentários commento commenti attempt versuch group \
     gruppe groupe grupo gruppo column spalte";

/// Heads by which tools tell of the row, and which nobody takes for a question.
pub(super) const ADMINISTRATIVE: &str = "score totalscore totalpoints points status state stato estado statut duration timetaken \
     institution department abteilung feedback comments punkte gesamtpunktzahl dauer \
     sectionid sectionsisid durée duración durata duração duur institución instituição \
     istituzione instelling responseid ipaddress progress language submissionid \
     submissiontime root total totals sum percent percentage grade result ncorrect nincorrect \
     quizfeedback lastmodifiedtime stan стан состояниетеста состояние durum stav tila \
     tilstand потраченоевремя затраченноевремя витраченийчас geçensüre harcananzaman \
     wykorzystanyczas délkapokusu délka tid tidsåtgång tidsbruk tidsforbrug aika käytettyaika \
     eltöltöttidő felhasználtidő állapot 状态 状態 用时 所要時間 상태 rootaccount lateness viewcount \
     submissioncount maxpoints quizscore rank position lastpage startlanguage seed totalanswered collectorid";

/// What says that a row sums up the others: `Overall average`.
pub(super) const SUMMARIES: &str = "overallaverage average mean median total classaverage groupaverage pointspossible \
     gesamtdurchschnitt durchschnitt mittelwert moyennegénérale moyenne moyennedugroupe \
     promediogeneral promedio promediogrupo mediagenerale mediacomplessiva media médiageral \
     médiaglobal médiatotal média algemeengemiddelde gemiddelde totaalgemiddelde classmean \
     summe anzahl count stddev standarddeviation standardabweichung gruppendurchschnitt \
     kursdurchschnitt moyennedelaclasse promediodelgrupo promediodelaclase mediadelgruppo \
     médiadogrupo groepsgemiddelde średniaogólna średnia średniagrupy celkovýprůměr průměr \
     totaltgenomsnitt genomsnitt totaltgjennomsnitt gjennomsnitt samletgennemsnit gennemsnit \
     kokonaiskeskiarvo keskiarvo genelortalama ortalama összesátlag átlag общеесреднее \
     средняяоценка среднее загальнесереднє γενικόςμέσοςόρος mediegenerală mitjanageneral \
     mitjana 全体平均 平均 总平均 平均分 전체평균 평균 sum stdev stddeviation standarddev variance \
     minimum maximum minscore maxscore minimumscore maximumscore highestscore lowestscore \
     totalpoints maxpoints outof mediane médiane mediana medianwert suma somme somma som classscoring ogólnaśrednia \
     összesítettátlag batezbestekoorokorra ukupanprosjek prosjek skupnopovprečje povprečje \
     celkovýpriemer priemer vidurkis bendrasvidurkis vidējais keskmine üldinekeskmine общосредно \
     mediaxeral puntuaciónmedia medelvärde gjennomsnittsverdi";

/// What sums up the others where such a row stands above it; alone it may be somebody's name.
pub(super) const ALSO_SUMMARIES: &str = "max min n sd mode high low range";

/// What stands before a student's `name`, in one word with it or in one of its own, and behind `name of`.
pub(super) const OF_A_NAME: &str = "your my our own the a full whole complete real legal official preferred chosen known \
     display screen user login account nick first last given family middle sur fore maiden what is and or please \
     enter write type print state give insert add provide in with by who as member members child person respondent \
     submitter user's vor nach familien ruf spitz benutzer zu ihr dein euer voller vollständiger und der geburts \
     schüler teilnehmer studenten prüflings famille utilisateur usuario pila usuária utente complet completo \
     alumne";

/// What stands between `name` and whose it is.
pub(super) const OF: &str = "of the your our a an this des der die das von dem vom deines ihres de du la le l les d del \
     della dello dei do da dos van het een af den";

/// What SurveyMonkey says below a head of the kind of question that it is.
pub(super) const KINDS: &[&str] = &["", "Response", "Open-Ended Response"];

/// Cells by which a tool says that it does not know who answered.
pub(super) const NOBODY: &str = "anonymous anonym anonyme anonymus anónimo anonimo anônimo anoniem anonim anonymní \
     anonymt nimetön anonimowy аноним анонимно анонімно ανώνυμος 匿名 익명 guest unknown \
     unbekannt";

/// Cells that say there is no answer; whatever stands alone in brackets below is one too.
pub(super) const BLANKS: &[&str] = &[
    "n/a",
    "#n/a",
    "no response",
    "no answer",
    "not answered",
    "no answer given",
    "unanswered",
    "(blank)",
    "blank",
    "(empty)",
    "keine antwort",
    "nicht beantwortet",
    "unbeantwortet",
    "(leer)",
    "pas de réponse",
    "aucune réponse",
    "sans réponse",
    "non répondu",
    "(vide)",
    "sin respuesta",
    "sin responder",
    "no respondida",
    "(en blanco)",
    "(vacío)",
    "(vacías)",
    "nessuna risposta",
    "senza risposta",
    "non risposto",
    "risposta non data",
    "(vuoto)",
    "sem resposta",
    "não respondida",
    "não respondido",
    "(em branco)",
    "(vazio)",
    "geen antwoord",
    "niet beantwoord",
    "(leeg)",
    "k. a.",
    "k.a.",
    "s. o.",
    "brak odpowiedzi",
    "bez odpovědi",
    "inget svar",
    "intet svar",
    "ikke besvart",
    "ikke besvaret",
    "ei vastausta",
    "yanıtsız",
    "nincs válasz",
    "нет ответа",
    "немає відповіді",
    "无回答",
    "未回答",
    "무응답",
    "(puste)",
    "(prázdné)",
    "(пусто)",
    "(空白)",
    "n.d.",
];
