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
     студент учень слухач 学生 生徒 学员 학생 pupil learner participant candidate \
     الطالب طالب اسمالطالب תלמיד סטודנט דانشجو دانشجو دانشآموز छातर विदयारथी ছাতর শিকষারথী நักศึกษา นักศึกษา \
     นักเรียน ผูเรียน sinhviên họcsinh siswa mahasiswa pelajar murid 學生 학습자 учащийся обучающийся здобувач \
     učenik učenica učenec študent žiak mokinys studentas skolēns õpilane üliõpilane μαθητής φοιτητής \
     nemandi ikaslea mwanafunzi magaaral öğrencininadısoyadı",
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
     nrindeksu numerindeksu identifikačníčíslo studijníčíslo osobníčíslo osobnéčíslo učo idčíslo numărdeidentificare \
     numărmatricol idnumarası öğrencino öğrencinumarası okulnumarası индивидуальныйномер \
     номерзачетки номерзачётки идентификационныйномер табельныйномер opiskelijanumero \
     tunnistenumero studienummer azonosítószám neptunkód αριθμόςμητρώου 学号 学籍番号 学生番号 idナンバー \
     학번 nia dni numatricola numéroid idzenbakia idbroj identifikacijskibroj matičnibroj \
     idštevilka vpisnaštevilka identifikačnéčíslo číslostudenta asmenskodas studentsisid uniqueuserid mãsốsinhviên mssv nim nomorinduk nomorid رقمالطالب الرقمالجامعي \
     מספרסטודנט \
     رقمالهوية رقمالتعريف رقمالمعرف رقمالقيد رقمالتسجيل الرقمالأكاديمي מספרזיהוי תעודתזהות מספרתעודתזהות \
     מספרתלמיד תז شمارهدانشجویی کدشناسایی شمارهشناسایی کدملی अनुकरमांक रोलनंबर রোলনমবর รหัสนักศึกษา \
     รหัสนักเรียน รหัสประจําตัวนักศึกษา เลขประจําตัวนักเรียน เลขประจําตัว mãsinhviên mãhọcsinh nis nisn \
     nomatrik nombormatrik nomorindukmahasiswa nomorinduksiswa id号 学生证号 學號 學生編號 身分證字號 id番号 出席番号 id번호 학생번호 \
     kimliknumarası okulno nralbumu numerstudenta индивидуальныйномерid номерстуденческогобилета \
     номерстудента ідентифікаційнийномер номерзаліковоїкнижки факултетенномер бројиндекса brojindeksa jmbag \
     oib opiskelijanro üliõpilaskood isikukood matrikulasnumurs studentaapliecībasnumurs αμ personnummer \
     kennitala númerodecontrol códigodeestudiante códigodelestudiante númerousp matr codicepersona \
     numérodematricule codepermanent",
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
     כתובתאימייל \
     عنوانالبريدالالكتروني البريدالالكتروني بريدإلكتروني الإيميل דואראלקטרוני כתובתדואראלקטרוני כתובתמייל \
     אימייל מייל ایمیل آدرسایمیل نشانیایمیل نشانیپستالکترونیک پستالکترونیک پستالکترونیکی رایانامه \
     ایمیلایڈریس ईमेल ईमेलपता ইমেল ইমেইল ইমেইলঠিকানা ইমেলঠিকানা மினனஞசல மினனஞசலமுகவரி อีเมล ทีอยูอีเมล \
     thưđiệntử địachỉthưđiệntử surel emel alamatemel 电子邮箱 邮箱地址 电邮 電子郵件地址 電子信箱 電郵 電郵地址 信箱 email地址 電子メール \
     電子メールアドレス メール eメール 전자메일 전자메일주소 메일주소 epostaadresiniz emailadresi adrespocztyelektronicznej \
     pocztaelektroniczna элпочта эладрес почта адресэлпочты emailадрес електроннапошта електроннаадреса \
     имейл имейладрес електроннапоща имејл имејладреса епошта epošta adresaepošte eadresa epoštninaslov \
     adresadeemail adresădeemail ηλεκτρονικόταχυδρομείο διεύθυνσηemail διεύθυνσηηλταχυδρομείου \
     elpaštoadresas elpaštas elektroninispaštas elektroniniopaštoadresas epastaadrese epasts epostiaadress \
     meiliaadress netfang tölvupóstfang adreçadecorreuelectrònic correu helbideelektronikoa epostahelbidea \
     postaelektronikoa enderezodecorreoelectrónico enderezoelectrónico eposadres baruapepe \
     correoelectrónicoinstitucional direccióndeemail mailinstitucional emaildoaluno adressecourriel \
     adresseélectronique mél",
    ),
    (
        HeadWord::Login,
        "username user login loginid displayid sisloginid userid anmeldename benutzername kennung \
     nomdutilisateur identifiant nombredeusuario usuario nomeutente nomedeusuário \
     nomedeutilizador gebruikersnaam githubusername github netid utorid studentlogin \
     nazwaużytkownika uživatelskéjméno användarnamn brukernavn brugernavn käyttäjätunnus \
     kullanıcıadı felhasználónév имяпользователя логин 用户名 ユーザー名 token player playername \
     korisničkoime erabiltzaileizena uporabniškoime používateľskémeno \
     اسمالمستخدم שםמשתמש نامکاربری उपयोगकरतानाम বযবহারকারীরনাম ชือผูใช tênđăngnhập tênngườidùng namapengguna \
     账号 帐号 使用者名稱 用戶名稱 帳號 ユーザ名 ログインid 사용자이름 사용자명 사용자아이디 아이디 імякористувача логін потребителскоиме \
     корисничкоиме lietotājvārds naudotojovardas vartotojovardas kasutajanimi όνομαχρήστη notandanafn \
     nomdusuari nomedeusuario jinalamtumiaji",
    ),
    (
        HeadWord::Id,
        "id \
     المعرف מזהה 識別碼 标识符 kimlik identyfikator ідентифікатор идентификатор tunnus identifikator azonosító",
    ),
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
     lastnamefirstname firstandlastname firstnamesurname surnamefirstname namen \
     الاسمالثلاثي الاسمالرباعي اسمك الاسمبالكامل שםהתלמיד שםהסטודנט שםפרטיושםמשפחה שםומשפחה نامکامل \
     نامونامخانوادگی نامدانشجو पूरानाम नाम छातरकानाम পুরোনাম নাম பெயர முழுபெயர ชือนามสกุล ชือสกุล \
     ชือและนามสกุล ชือเตม tênđầyđủ namasiswa namamahasiswa namapenuh pangalan buongpangalan 名字 您的姓名 你的姓名 \
     学生姓名 學生姓名 全名 氏名漢字 お名前 学生氏名 성함 이름성명 학생이름 adınızsoyadınız adınızvesoyadınız isim isimsoyisim öğrenciadı \
     öğrenciadısoyadı imięinazwiskoucznia imięinazwiskostudenta фамилияимяотчество вашеимя имяфамилия \
     прізвищетаімя прізвищеімя імятапрізвище імяпрізвище прізвищеімяпобатькові пълноиме имеифамилия триимена \
     имеипрезиме imeiprezime prezimeiime punoime imeinpriimek priimekinime menoapriezvisko priezviskoameno \
     celémeno jménožáka névteljes aneved numeșiprenume numeleșiprenumele numesiprenume όνομακαιεπώνυμο \
     πλήρεςόνομα vardasirpavardė vardaspavardė pavardėvardas vārdsuzvārds vārdsunuzvārds pilnsvārds \
     eesjaperekonnanimi täisnimi etujasukunimi nimesi förochefternamn dittnamn forogetternavn forogefternavn \
     nafn fulltnafn izenabizenak izenaetaabizenak nomeeapelidos vollenaam voorenachternaam \
     voornaamenachternaam jinakamili jina nomeesobrenome nomedoaluno nomedoestudante nombredelalumno \
     nombredelestudiante nomedellostudente nomestudente nometprénoms nomdelétudiant nomdelélève vorundzuname \
     vornameundnachname \
     名称 名稱 nazwa назва",
    ),
    (
        HeadWord::First,
        "firstname givenname forename vorname prénom nombre nome voornaam recipientfirstname \
     firstnames imię křestníjméno etunimi förnamn fornavn utónév keresztnév adı имя імя όνομα \
     prenume prenom 名 nombres \
     الاسمالأول الاسمالاول שםפרטי نام پہلانام परथमनाम पहलानाम নামেরপরথমঅংশ ชือ ชือจริง ชือแรก tên namadepan \
     namapertama 名字不含姓 이름성제외 ad adınız име собственоиме ime krstnémeno meno prenumele vardas vārds eesnimi \
     fornafn izena jinalakwanza prénoms",
    ),
    (
        HeadWord::Last,
        "lastname surname familyname nachname familienname nom nomdefamille apellidos apellido \
     cognome sobrenome apelido achternaam recipientlastname últimonome nazwisko příjmení \
     sukunimi efternamn etternavn efternavn vezetéknév családnév soyadı фамилия прізвище \
     επώνυμο cognoms nume 姓 姓氏 \
     اسمالعائلة الاسمالأخير الاسمالاخير اللقب الكنية שםמשפחה نامخانوادگی آخرینام अंतिमनाम उपनाम কুলনাম \
     শেষনাম นามสกุล họ họvàtênđệm namabelakang namaakhir namakeluarga apelyido 성 성씨 soyad soyadınız soyisim \
     фамилноиме презиме prezime priimek priezvisko numedefamilie numele numeledefamilie pavardė uzvārds \
     perekonnanimi perenimi eftirnafn kenninafn deitura deiturak abizena abizenak apelidos jinalamwisho \
     primerapellido",
    ),
    (
        HeadWord::Section,
        "section group class gruppe klasse groupe grupo gruppo groep sections course classroom \
     classe clase turma sección secção seção sezione sectie avsnitt klas klass třída sınıf osztály luokka grupa класс группа 班级 クラス 반 \
     الشعبة شعبة المجموعة الصف الفصل קבוצה כיתה گروه کلاس वरग ककषा শরেণি শাখা หอง ชัน กลุม กลุมเรียน lớp \
     nhóm kelas kelompok kumpulan 班級 班别 班別 組 組別 학급 분반 şube sınıfı sınıfınız oddział група клас паралелка \
     одељење разред odjeljenje razred skupina trieda clasa τμήμα τάξη grupė klasė klase rühm ryhmä hópur \
     bekkur grup taldea curso paralelo comisión darasa",
    ),
    (
        HeadWord::Attempt,
        "attempt attemptnumber attemptno versuch versuchsnummer tentative intento tentativo \
     tentativa poging próba pokus försök forsøk forsøg yritys deneme próbálkozás попытка 尝试 \
     受験 \
     المحاولة ניסיון تلاش परयास ครังที lầnthử lầnlàmbài percobaan 嘗試 作答次數 回数 시도 podejście спроба опит \
     покушај pokušaj poskus kísérlet încercare încercarea προσπάθεια bandymas mēģinājums katse yrityskerta \
     tilraun intent saiakera",
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
     ολοκληρώθηκε marcadetemps finalitzat タイムスタンプ 完了 完了日時 时间戳 时间戳记 完成 完成时间 提交时间 타임스탬프 완료 완료시간 \
     طابعزمني وقتالإكمال وقتالاكمال مكتمل اكتمل أكمل أكملت تاريخالتسليم وقتالانتهاء הושלם הסתיים שעתסיום \
     זמןסיום מועדהגשה مهرزمان مهرزمانی زمانتکمیل زمانپایان تکمیلشد تکمیلشده ٹائماسٹیمپ टाइमसटैमप टाइमसटामप \
     समयचिहन টাইমসটযামপ ประทับเวลา การประทับเวลา เวลาทีเสรจสมบูรณ เวลาเสรจสิน เวลาสินสุด เสรจสมบูรณ \
     thờigianhoànthành đãhoànthành hoànthành thờigiannộp waktuselesai selesai diselesaikan setemmasa capmasa \
     masasiap masatamat 時間戳記 完成時間 完成於 完成于 提交時間 完了時刻 完了時間 提出日時 受験完了 완료됨 제출시간 종료 종료시간 tamamlanmazamanı \
     tamamlamazamanı bitişzamanı godzinaukończenia czasukończenia dataukończenia времявыполнения \
     времяокончания датаотправки позначкачасу часзавершення датаподання клеймозавреме часназавършване \
     времеваотметка временскаознака времезавршетка vremenskaoznaka vrijemezavršetka vremezavršetka završeno \
     časovnižig časdokončanja dokončano časovápečiatka časdokončenia dokončené časdokončení \
     befejezésidőpontja befejezésiidő befejezve marcajtemporal marcajdetimp marcatemporală orafinalizării \
     finalizatla oradefinalizare finalizat χρονικήσήμανση ώραολοκλήρωσης laikožymė laikožyma pabaigoslaikas \
     užbaigimolaikas baigta laikspiedols laikazīmogs pabeigšanaslaiks pabeigts ajatempel lõpetamiseaeg \
     lõpuaeg lõpetatud päättymisaika valmistumisaika tidstämpel slutförandetid sluttid tidsmerke \
     fullføringstidspunkt afslutningstidspunkt fuldførelsestidspunkt fuldført tímastimpill lokið \
     horadefinalització completat denborazigilua amaieraordua osatua marcadetempo tydstempel voltooitijd \
     tijdvanvoltooien voltooidop muhuriwamuda terminéle datedesoumission datahora datadeenvio fechadeenvío \
     fechayhora fecha fertiggestellt abgabezeit abgabedatum abgabezeitpunkt zeit \
     завршено завършен завършено completado completadoo rematado",
    ),
    (
        HeadWord::Started,
        "started startedon starttime startdate startzeit begonnen begonnenam commencé commencéle \
     heurededébut comenzado comenzadoel horadeinicio iniziato oradiinizio iniciado iniciadoem \
     horadeinício begonnenop gestartop rozpoczęto zahájeno påbörjad påbörjades påbörjadesden \
     startet startetden påbegyndt aloitettu başlangıç başladı elkezdte тестначат начато \
     времяначала ξεκίνησε începutla començat 開始日時 开始于 开始时间 시작시간 \
     بدأ بدأت بدأتفي بدأفي وقتالبدء وقتالبداية התחיל התחילב שעתהתחלה זמןהתחלה شروعشدهدر شروع زمانشروع \
     परारंभसमय आरंभसमय শুরুরসময เวลาเริม เวลาเริมตน เริมเมือ เริม thờigianbắtđầu bắtđầuvàolúc đãbắtđầu \
     waktumulai dimulai dimulaipada masamula 開始時間 開始於 开始 開始時刻 시작 시작됨 시작일시 başlangıçzamanı başlamazamanı \
     godzinarozpoczęcia czasrozpoczęcia начат часпочатку розпочато началенчас започнат времепочетка \
     vrijemepočetka vremepočetka započeto začetničas začetek začeto časzačatia začaté časzahájení \
     kezdésidőpontja kezdésiidő kezdve oradeîncepere oradeînceput ώραέναρξης pradžioslaikas pradėta \
     sākumalaiks uzsākts alguskellaaeg algusaeg alustatud alkamisaika aloitusaika starttid starttidspunkt \
     hófst upphafstími horadinici hasieraordua hasita begintijd gestart startzeitpunkt begonnenum \
     започето почето comezadoo comezado iniciadoo započetou",
    ),
    (
        HeadWord::Question,
        "question questionname questiontext questiontitle qtext qtitle itemtitle itemname frage fragentext pregunta domanda pergunta questão vraag pytanie otázka fråga spørsmål вопрос питання 问题 問題 질문 soru kérdés \
     السؤال سؤال שאלה السوال سوال परशन सवाल পরশন கேளவி คําถาม câuhỏi pertanyaan soalan soal tanong 題目 题目 試題 \
     试题 設問 문제 문항 въпрос питање pitanje vprašanje întrebare întrebarea ερώτηση klausimas jautājums küsimus \
     kysymys spørgsmål spurning galdera swali",
    ),
    (
        HeadWord::Answer,
        "answer answers response responses antworten réponses respuestas risposte respostas studentresponse studentanswer givenanswer antwort réponse respuesta risposta resposta antwoord odpowiedź odpověď svar ответ відповідь 回答 解答 답변 yanıt cevap válasz \
     الإجابة إجابة الاجابة الرد الاستجابة תשובה תגובה پاسخ جواب उततर जवाब উততর பதில คําตอบ câutrảlời trảlời \
     phảnhồi jawaban jawapan sagot 答案 回應 作答 回复 答复 응답 отговор одговор odgovor odpoveď răspuns răspunsul \
     απάντηση atsakymas atbilde vastus vastaus besvarelse erantzuna jibu",
    ),
];

/// Heads of columns that hold the answer to the question whose number follows: `Response 1`.
pub(super) const NUMBERED: &str = "response answer ans antwort réponse respuesta risposta resposta antwoord respons reply \
     solution lösung odpowiedź odpověď odpoveď svar vastaus yanıt válasz ответ відповідь \
     απάντηση răspuns 回答 解答 答え 응답 답변 \
     الإجابة إجابة الاجابة الرد رد الاستجابة استجابة תשובה תגובה پاسخ جواب उततर जवाब উততর பதில คําตอบ \
     câutrảlời trảlời phảnhồi jawaban jawapan sagot 答案 回應 响应 作答 回复 答复 отговор одговор odgovor răspunsul \
     atsakymas atbilde vastus besvarelse erantzuna jibu antworten réponses";

/// Heads that may hold the question's own text beside its answer, or else the answer: `Question 1`.
pub(super) const ASKED: &str = "question frage pregunta domanda pergunta questão vraag pytanie otázka fråga spørsmål \
     spørgsmål kysymys soru kérdés вопрос питання ερώτηση întrebare 问题 题 問題 質問 试题 题目 문제 질문 \
     السؤال سؤال שאלה سوال परशन सवाल পরশন கேளவி คําถาม ขอ ขอที câuhỏi câu pertanyaan soal soalan nosoal \
     tanong 題目 題 試題 設問 問 문항 въпрос питање pitanje vprašanje întrebarea klausimas jautājums küsimus spurning \
     galdera swali \
            ";

/// What a part of a quiz is called, before the number of the part: `Part 1 Question 2`.
pub(super) const PARTS: &str = "part section teil abschnitt partie parte sezione seção secção sección deel \
     część část časť rész parte partea μέρος часть раздел частина dio del osa bölüm kısım 部分 パート 파트 bagian phần";

/// Zeros of scripts that have digits of their own: Arabic, Persian, Devanagari, Bengali, Tamil, Thai.
pub(super) const ZEROS: [char; 6] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{be6}', '\u{e50}',
];

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
     gruppe groupe grupo gruppo column spalte \
     الإجابةالصحيحة الدرجة درجة النتيجة التغذيةالراجعة תשובהנכונה ציון משוב ניקוד پاسخصحیح نمره امتیاز \
     بازخورد सहीउततर अंक সকোর সঠিকউততর คําตอบทีถูกตอง คะแนน ขอเสนอแนะ câutrảlờiđúng đápánđúng điểm nhậnxét \
     jawabanbenar jawabanyangbenar nilai skor umpanbalik jawapanbetul markah 正確答案 正解答案 分數 得分 成績 成绩 評分 回饋 反馈 \
     フィードバック 点 配点 評点 점 배점 성적 피드백 doğrucevap puanı dönüt geribildirim wynik informacjazwrotna балл отзыв \
     комментарий бал коментар відгук точки веренотговор тачанодговор бодови točanodgovor točenodgovor bodovi \
     točke ocjena správnaodpoveď hodnotenie skóre pont pontszám visszajelzés punctaj scor βαθμολογία σχόλια \
     teisingasatsakymas taškai įvertinimas pareizāatbilde punkti vērtējums õigevastus punktid hinne tulemus \
     palaute kommentti återkoppling tilbakemelding rettsvar einkunn stig respostacorrecta erantzunzuzena \
     kalifikazioa puntuazioa";

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
     submissioncount maxpoints quizscore rank position lastpage startlanguage seed totalanswered collectorid \
     النتيجة النتيجةالإجمالية إجماليالنقاط مجموعالنقاط الدرجة الحالة الوقتالمستغرق المدة המצב מצב ציון ניקוד \
     ניקודכולל סךהכלנקודות משך הזמןשלקח وضعیت نمره امتیاز امتیازکل زمانصرفشده اسکور सकोर कुलअंक अंक সকোর \
     คะแนน คะแนนรวม คะแนนทังหมด สถานะ เวลาทีใช điểm điểmsố tổngđiểm trạngthái thờigianthựchiện skor nilai \
     totalpoin totalskor waktuyangdigunakan markah jumlahmarkah 成绩 總分 总分 分數 分数 得分 狀態 所用时间 耗时 所用時間 花費時間 合計スコア \
     スコア 得点 点数 ステータス 점수 총점 총점수 성적 소요시간 puan toplampuan not süre wynik łącznaliczbapunktów liczbapunktów \
     sumapunktów ocena czastrwania баллы балл общийбалл итоговыйбалл результат оценка продолжительность бали \
     загальнийбал загальнакількістьбалів оцінка тривалість общбройточки точки резултат състояние бодови \
     укупнободова стање bodovi ukupnobodova ukupnibodovi rezultat stanje trajanje točke skupajtočk \
     celkovéskóre skóre body celkovýpočetbodov celkovýpočetbodů trvanie trvání pontszám összpontszám \
     összespont időtartam punctaj punctajtotal scor stare durată βαθμολογία σκορ συνολικήβαθμολογία \
     κατάσταση διάρκεια įvertinimas taškai išvisotaškų balai būsena trukmė rezultāts punkti punktikopā \
     statuss ilgums punktid punktekokku tulemus skoor olek kestus pisteet kokonaispisteet poäng totalpoäng \
     totalapoäng varaktighet poengsum poeng totaltantallpoeng varighet point pointialt samletantalpoint \
     einkunn stig puntuació puntuaciótotal durada puntuazioa guztizkopuntuazioa puntuacióntotal \
     totaldepuntos puntuación pontuação totaldepontos punteggio punteggiototale totalepunti totaalscore \
     totaalaantalpunten punten scoretotal totaldespoints gesamtpunkte punktzahl uhrzeitderletztenänderung \
     zeitpunktderletztenänderung zuletztgeändert heuredeladernièremodification horadelaúltimamodificación \
     oradellultimamodifica horadaúltimamodificação tijdvanlaatstewijziging gradepostedtime \
     rezultatas alama кількістьбалів resultat resultaat";

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
     mediaxeral puntuaciónmedia medelvärde gjennomsnittsverdi \
     المتوسطالكلي المتوسطالعام المعدلالعام المتوسط ממוצעכללי ממוצע میانگینکل میانگین कुलऔसत औसत গড \
     คาเฉลียรวม คะแนนเฉลียรวม คาเฉลีย trungbìnhchung trungbình rataratakeseluruhan ratarata \
     puratakeseluruhan purata 總平均 整體平均 平均分數 全体の平均 평균점수 средно укупанпросек просек sveukupniprosjek medie \
     gesamt itemwert μέσοςόρος kopējaisvidējais heildarmeðaltal meðaltal";

/// What sums up the others where such a row stands above it; alone it may be somebody's name.
pub(super) const ALSO_SUMMARIES: &str = "max min n sd mode high low range maks maksimi maximal \
     maximaal maksimal maksimum maxim massimo minimo máximo mínimo màxim mínim möglich erreichbar höchstpunktzahl \
     höchstpunkte maxpunkte maximalpunkte maximalpunktzahl möglichepunkte erreichbarepunkte pointsmax \
     pointspossibles notemaximale puntosposibles puntuaciónmáxima puntajemáximo notamáxima puntipossibili \
     punteggiomassimo pontospossíveis pontuaçãomáxima mogelijkepunten maximumpunten maxpoäng möjligapoäng \
     maxpoeng maksimaltpoeng maxpoint enimmäispisteet maksimipisteet makspunktów możliwepunkty razem celkem \
     maxbodů možnébody spolu összesen maximálispont elérhetőpont maximumpont toplam enyüksek endüşük \
     enyüksekpuan totale totaal totalt ialt summa suma yhteensä totalpossible possible maxscores total \
     максимум минимум макс мин итого всего максимальныйбалл сумма максимален минимум мінімум усього разом сума \
     максимальнийбал общо укупно ukupno skupaj najviše najmanje največ μέγιστο ελάχιστο σύνολο sumă maximpunctaj \
     kopā maksimums išviso daugiausia maksimaalne kokku 最大値 最大 最小値 最小 合計 満点 最高点 最低点 最大值 最小值 \
     总计 合计 总和 满分 最高分 最低分 總計 總和 滿分 최대 최댓값 최소 최솟값 합계 총계 만점 최고점 최저점 الحدالأقصى الأقصى \
     الأدنى المجموع الدرجةالعظمى מקסימום מינימום סךהכל סהכ ציוןמרבי حداکثر حداقل مجموع अधिकतम नयनतम योग \
     সরবোচচ মোট สูงสุด ตําสุด รวม คะแนนเตม tổngcộng tốiđa điểmtốiđa jumlah tertinggi terendah nilaimaksimum \
     skormaksimum guztira gehienez aantal antal conteggio contagem recuento effectif liczba \
     počet broj lukumäärä adet sayı darabszám количество число кількість брой πλήθος număr arv \
     skaits kiekis 個数 件数 人数 数量 개수 인원 عدد العدد מספר จํานวน sốlượng banyaknya kopurua";

/// What Canvas calls the student whom it puts into a course for its teacher, in the order of a name and of a list.
pub(super) const TEST_USERS: &str = "teststudent studenttest testschüler testteilnehmer testcursist teststudente étudianttest \
     étudiantdetest testétudiant testelev teststuderende estudiantedeprueba alumnodeprueba estudantedeteste \
     alunodeteste studentediprova provastudente estudiantdeprova opiskelijatesti testiopiskelija kursanttestowy \
     studenttestowy testdiák тестовыйстудент 测试学生 測試學生 テスト受講者 테스트학생";

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
    "(branco)",
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
    "لا توجد إجابة",
    "لم تتم الإجابة",
    "ללא תשובה",
    "לא נענה",
    "بدون پاسخ",
    "कोई उत्तर नहीं",
    "ไม่ได้ตอบ",
    "không trả lời",
    "chưa trả lời",
    "tidak ada jawaban",
    "belum dijawab",
    "tidak dijawab",
    "没有回答",
    "尚未作答",
    "未作答",
    "未解答",
    "미응답",
    "응답 없음",
    "cevaplanmadı",
    "yanıtlanmadı",
    "nie udzielono odpowiedzi",
    "bez odpowiedzi",
    "не отвечено",
    "нет ответа",
    "ответа нет",
    "без відповіді",
    "няма отговор",
    "bez odgovora",
    "brez odgovora",
    "bez odpovede",
    "fără răspuns",
    "χωρίς απάντηση",
    "neatsakyta",
    "nav atbildes",
    "vastamata",
    "ei vastattu",
    "sense resposta",
    "erantzunik ez",
    "sen resposta",
    "n.d.",
];
