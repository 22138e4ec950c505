/** What a lesson says of rooks, as teachers of these languages would write it, moves and bold words and all. */
export const lessonTexts: Readonly<Record<string, string>> = {
  en: `### Why the open file matters

A rook needs room. On an **open file**, where no pawn of either side stands, it looks down the whole board and can enter the enemy camp on the seventh rank. Do not hurry to trade it: first ask who will own the file afterwards [s1].

In the diagram White plays Rd1 and then Rd7. Notice that the black king cannot come closer, because the rook cuts it off along the rank.`,
  de: `### Warum die offene Linie zählt

Ein Turm braucht Platz. Auf einer **offenen Linie**, auf der kein Bauer steht, überblickt er das ganze Brett und kann auf der siebten Reihe in das gegnerische Lager eindringen. Tausche ihn nicht voreilig ab: Frage dich zuerst, wem die Linie danach gehört [s1].

Im Diagramm spielt Weiß Td1 und danach Td7. Beachte, dass der schwarze König nicht näher kommen kann, weil der Turm ihn entlang der Reihe abschneidet.`,
  fr: `### Pourquoi la colonne ouverte compte

Une tour a besoin d'espace. Sur une **colonne ouverte**, où il n'y a aucun pion, elle regarde tout l'échiquier et peut pénétrer dans le camp adverse par la septième rangée. Ne l'échangez pas trop vite : demandez-vous d'abord à qui appartiendra la colonne ensuite [s1].

Sur le diagramme, les Blancs jouent Td1 puis Td7. Remarquez que le roi noir ne peut pas s'approcher, car la tour le coupe le long de la rangée.`,
  es: `### Por qué importa la columna abierta

Una torre necesita espacio. En una **columna abierta**, donde no hay ningún peón, domina todo el tablero y puede entrar en el campo enemigo por la séptima fila. No tengas prisa por cambiarla: pregúntate primero quién será el dueño de la columna después [s1].

En el diagrama las blancas juegan Td1 y luego Td7. Observa que el rey negro no puede acercarse, porque la torre lo corta a lo largo de la fila.`,
  pt: `### Por que a coluna aberta importa

Uma torre precisa de espaço. Em uma **coluna aberta**, onde não há nenhum peão, ela domina todo o tabuleiro e pode entrar no campo inimigo pela sétima fileira. Não tenha pressa em trocá-la: pergunte primeiro quem vai ficar com a coluna depois [s1].

No diagrama as brancas jogam Td1 e depois Td7. Repare que o rei preto não consegue se aproximar, porque a torre o corta ao longo da fileira.`,
  it: `### Perché la colonna aperta è importante

Una torre ha bisogno di spazio. Su una **colonna aperta**, dove non c'è nessun pedone, domina tutta la scacchiera e può entrare nel campo nemico dalla settima traversa. Non avere fretta di cambiarla: chiediti prima di chi sarà la colonna dopo il cambio [s1].

Nel diagramma il Bianco gioca Td1 e poi Td7. Nota che il re nero non può avvicinarsi, perché la torre lo taglia fuori lungo la traversa.`,
  nl: `### Waarom de open lijn telt

Een toren heeft ruimte nodig. Op een **open lijn**, waar geen enkele pion staat, overziet hij het hele bord en kan hij via de zevende rij het vijandelijke kamp binnendringen. Ruil hem niet te snel: vraag je eerst af van wie de lijn daarna zal zijn [s1].

In het diagram speelt wit Td1 en daarna Td7. Merk op dat de zwarte koning niet dichterbij kan komen, omdat de toren hem langs de rij afsnijdt.`,
  sv: `### Varför den öppna linjen är viktig

Ett torn behöver utrymme. På en **öppen linje**, där ingen bonde står, behärskar det hela brädet och kan tränga in i fiendens läger på sjunde raden. Ha inte bråttom att byta bort det: fråga dig först vem som kommer att äga linjen efteråt [s1].

I diagrammet spelar vit Td1 och sedan Td7. Lägg märke till att den svarta kungen inte kan komma närmare, eftersom tornet skär av den längs raden.`,
  da: `### Hvorfor den åbne linje er vigtig

Et tårn har brug for plads. På en **åben linje**, hvor der ikke står nogen bonde, behersker det hele brættet og kan trænge ind i fjendens lejr på syvende række. Skynd dig ikke at bytte det af: spørg først dig selv, hvem der kommer til at eje linjen bagefter [s1].

I diagrammet spiller hvid Td1 og derefter Td7. Læg mærke til, at den sorte konge ikke kan komme nærmere, fordi tårnet afskærer den langs rækken.`,
  nb: `### Hvorfor den åpne linjen er viktig

Et tårn trenger plass. På en **åpen linje**, der det ikke står noen bonde, behersker det hele brettet og kan trenge inn i fiendens leir på sjuende rad. Ikke ha det travelt med å bytte det bort: spør deg selv først hvem som kommer til å eie linjen etterpå [s1].

I diagrammet spiller hvit Td1 og deretter Td7. Legg merke til at den svarte kongen ikke kan komme nærmere, fordi tårnet avskjærer den langs raden.`,
  fi: `### Miksi avoin linja on tärkeä

Torni tarvitsee tilaa. **Avoimella linjalla**, jolla ei ole yhtään sotilasta, se hallitsee koko lautaa ja voi tunkeutua vihollisen leiriin seitsemännellä rivillä. Älä kiirehdi vaihtamaan sitä: kysy ensin itseltäsi, kumpi omistaa linjan vaihdon jälkeen [s1].

Kuviossa valkea pelaa Td1 ja sitten Td7. Huomaa, ettei musta kuningas pääse lähemmäs, koska torni katkaisee siltä tien riviä pitkin.`,
  pl: `### Dlaczego otwarta linia jest ważna

Wieża potrzebuje miejsca. Na **otwartej linii**, na której nie stoi żaden pion, panuje nad całą szachownicą i może wtargnąć do obozu przeciwnika na siódmej linii. Nie spiesz się z wymianą: najpierw zapytaj siebie, do kogo linia będzie należała potem [s1].

Na diagramie białe grają Wd1, a następnie Wd7. Zauważ, że czarny król nie może się zbliżyć, ponieważ wieża odcina go wzdłuż linii.`,
  cs: `### Proč je otevřený sloupec důležitý

Věž potřebuje prostor. Na **otevřeném sloupci**, kde nestojí žádný pěšec, ovládá celou šachovnici a může proniknout do soupeřova tábora na sedmou řadu. Nespěchej s její výměnou: nejprve se zeptej, komu bude sloupec patřit potom [s1].

Na diagramu hraje bílý Vd1 a potom Vd7. Všimni si, že se černý král nemůže přiblížit, protože ho věž podél řady odřezává.`,
  hu: `### Miért fontos a nyílt vonal

A bástyának térre van szüksége. A **nyílt vonalon**, ahol nem áll egyetlen gyalog sem, az egész táblát uralja, és a hetedik soron behatolhat az ellenfél táborába. Ne siess elcserélni: előbb kérdezd meg magadtól, kié lesz a vonal a csere után [s1].

Az ábrán világos Bd1-et, majd Bd7-et játszik. Figyeld meg, hogy a sötét király nem tud közelebb jönni, mert a bástya elvágja a sor mentén.`,
  ro: `### De ce contează coloana deschisă

Un turn are nevoie de spațiu. Pe o **coloană deschisă**, unde nu se află niciun pion, el domină întreaga tablă și poate pătrunde în tabăra adversă pe a șaptea linie. Nu te grăbi să îl schimbi: întreabă-te mai întâi a cui va fi coloana după aceea [s1].

În diagramă albul joacă Td1 și apoi Td7. Observă că regele negru nu se poate apropia, deoarece turnul îl taie de-a lungul liniei.`,
  tr: `### Açık hat neden önemlidir

Bir kalenin alana ihtiyacı vardır. Üzerinde hiçbir piyonun bulunmadığı **açık hatta** bütün tahtaya hâkim olur ve yedinci yataydan rakibin kampına girebilir. Onu değiştirmek için acele etmeyin: önce hattın sonrasında kimin olacağını kendinize sorun [s1].

Diyagramda beyaz önce Kd1, sonra Kd7 oynar. Siyah şahın yaklaşamadığına dikkat edin, çünkü kale onu yatay boyunca kesmektedir.`,
  ru: `### Почему важна открытая линия

Ладье нужен простор. На **открытой линии**, где нет ни одной пешки, она держит под боем всю доску и может вторгнуться в лагерь противника по седьмой горизонтали. Не спешите её менять: сначала спросите себя, кому достанется линия после размена [s1].

На диаграмме белые играют Лd1, а затем Лd7. Обратите внимание, что чёрный король не может подойти ближе, потому что ладья отрезает его по горизонтали.`,
  uk: `### Чому важлива відкрита лінія

Турі потрібен простір. На **відкритій лінії**, де немає жодного пішака, вона тримає під боєм усю дошку і може вдертися до табору суперника сьомою горизонталлю. Не поспішайте її міняти: спершу запитайте себе, кому дістанеться лінія після розміну [s1].

На діаграмі білі грають Тd1, а потім Тd7. Зверніть увагу, що чорний король не може підійти ближче, бо тура відрізає його вздовж горизонталі.`,
  el: `### Γιατί έχει σημασία η ανοιχτή στήλη

Ένας πύργος χρειάζεται χώρο. Σε μια **ανοιχτή στήλη**, όπου δεν υπάρχει κανένα πιόνι, ελέγχει όλη τη σκακιέρα και μπορεί να μπει στο στρατόπεδο του αντιπάλου από την έβδομη γραμμή. Μη βιαστείτε να τον αλλάξετε: αναρωτηθείτε πρώτα ποιος θα έχει τη στήλη μετά [s1].

Στο διάγραμμα τα λευκά παίζουν Πd1 και ύστερα Πd7. Προσέξτε ότι ο μαύρος βασιλιάς δεν μπορεί να πλησιάσει.`,
  ar: `### لماذا يهم العمود المفتوح

تحتاج القلعة إلى مساحة. على **العمود المفتوح** الذي لا يقف عليه أي بيدق تسيطر القلعة على الرقعة كلها وتستطيع الدخول إلى معسكر الخصم عبر الصف السابع. لا تتعجل في تبديلها: اسأل نفسك أولاً لمن سيكون العمود بعد ذلك [s1].

في الرسم يلعب الأبيض القلعة إلى d1 ثم إلى d7. لاحظ أن الملك الأسود لا يستطيع الاقتراب لأن القلعة تقطع عليه الطريق.`,
  he: `### מדוע הטור הפתוח חשוב

צריח זקוק למרחב. על **טור פתוח**, שאין בו אף רגלי, הוא שולט בכל הלוח ויכול לחדור אל מחנה היריב דרך השורה השביעית. אל תמהרו להחליף אותו: שאלו את עצמכם תחילה למי יהיה הטור לאחר מכן [s1].

בתרשים הלבן משחק צd1 ואחר כך צd7. שימו לב שהמלך השחור אינו יכול להתקרב, משום שהצריח חוסם אותו לאורך השורה.`,
  hi: `### खुली पंक्ति क्यों महत्वपूर्ण है

हाथी को जगह चाहिए। **खुली पंक्ति** पर, जहाँ कोई प्यादा नहीं है, वह पूरी बिसात पर नज़र रखता है और सातवीं पंक्ति से विरोधी के खेमे में घुस सकता है। उसे बदलने की जल्दी मत कीजिए: पहले अपने आप से पूछिए कि उसके बाद पंक्ति किसकी होगी [s1].

चित्र में सफ़ेद पहले Rd1 और फिर Rd7 खेलता है। ध्यान दीजिए कि काला राजा पास नहीं आ सकता, क्योंकि हाथी उसका रास्ता काट देता है।`,
  zh: `### 为什么开放线很重要

车需要空间。在没有任何兵的**开放线**上，它可以控制整个棋盘，并且能够从第七横线侵入对方的阵营。不要急着兑换它：先问问自己，兑换之后这条线会属于谁 [s1]。

在图中，白方先走 Rd1，然后走 Rd7。请注意，黑王无法靠近，因为车沿着横线切断了它的去路。学会这一点以后，请再看一遍前面的例子，并说明为什么其他的走法不好。`,
  ja: `### オープンファイルが大切な理由

ルークには広い場所が必要です。ポーンが一つもない**オープンファイル**では、ルークは盤全体を見渡し、七段目から相手の陣地に入り込むことができます。急いで交換してはいけません。まず、交換した後にそのファイルが誰のものになるかを考えましょう [s1]。

図では白が Rd1、続いて Rd7 と指します。ルークが横の段を遮っているので、黒のキングが近づけないことに注目してください。`,
  ko: `### 열린 파일이 중요한 이유

룩에게는 공간이 필요합니다. 폰이 하나도 없는 **열린 파일**에서 룩은 판 전체를 내려다보고 일곱 번째 랭크를 통해 상대 진영으로 들어갈 수 있습니다. 서둘러 교환하지 마세요. 교환한 뒤에 그 파일이 누구의 것이 될지 먼저 스스로에게 물어보세요 [s1].

그림에서 백은 Rd1을 두고 이어서 Rd7을 둡니다. 룩이 랭크를 따라 길을 막고 있기 때문에 흑의 킹이 가까이 올 수 없다는 점에 주목하세요.`,
  vi: `### Vì sao cột mở lại quan trọng

Một quân xe cần không gian. Trên một **cột mở**, nơi không có quân tốt nào, nó kiểm soát toàn bộ bàn cờ và có thể xâm nhập vào trại đối phương qua hàng ngang thứ bảy. Đừng vội đổi nó: trước hết hãy tự hỏi sau đó cột này sẽ thuộc về ai [s1].

Trong hình, Trắng đi Xd1 rồi Xd7. Hãy chú ý rằng vua đen không thể đến gần hơn, vì quân xe chặn đường của nó dọc theo hàng ngang.`,
  id: `### Mengapa lajur terbuka itu penting

Sebuah benteng membutuhkan ruang. Di **lajur terbuka**, tempat tidak ada satu pun bidak, benteng menguasai seluruh papan dan dapat masuk ke wilayah lawan melalui baris ketujuh. Jangan terburu-buru menukarnya: tanyakan dahulu siapa yang akan memiliki lajur itu sesudahnya [s1].

Dalam diagram, Putih memainkan Bd1 lalu Bd7. Perhatikan bahwa raja hitam tidak dapat mendekat karena benteng memotong jalannya di sepanjang baris.`,
}

/** Lessons that teach one language in another: right as they are, though half of the letters are not of the lesson's language. */
export const mixedTexts: readonly { readonly tag: string; readonly title: string; readonly text: string }[] = [
  {
    tag: 'de',
    title: 'a German lesson that teaches English, with a dialogue',
    text: `Im Restaurant bestellst du höflich, wenn du "I would like" statt "I want" sagst. Die folgenden Sätze hörst du oft; lies sie laut und achte auf die Betonung.

*"Good evening, do you have a table for two?"*
*"Certainly, please follow me. May I bring you something to drink while you look at the menu?"*
*"Yes, please. I would like a glass of water, and my friend would like a coffee with milk."*

Merke dir außerdem: "the bill" heißt in Amerika "the check".`,
  },
  {
    tag: 'de',
    title: 'a German lesson with English examples that nothing marks',
    text: `Das Present Perfect verbindet die Vergangenheit mit der Gegenwart. Wir benutzen es, wenn das Ergebnis jetzt noch wichtig ist.

I have lost my keys, so I cannot open the door.
She has lived in Dublin for ten years and still loves the rain.
We have never seen such a beautiful garden before.
They have just finished their homework and want to go outside.

Achte auf die Signalwörter: just, already, yet, ever, never.`,
  },
  {
    tag: 'es',
    title: 'a Spanish lesson with names of openings',
    text: `La apertura conocida como *Queen's Gambit Declined* comienza con 1.d4 d5 2.c4 e6. En los libros ingleses verás también "Exchange Variation", "Minority Attack", "Tartakower Defence" y "Isolated Queen's Pawn". Aquí usamos los nombres en inglés porque así aparecen en las bases de datos, pero las ideas son las mismas en todas partes.`,
  },
  {
    tag: 'en',
    title: 'an English lesson that teaches French',
    text: `When you arrive, greet people before you ask for anything.

- "Bonjour madame, je voudrais acheter deux billets pour Lyon, s'il vous plaît."
- "Excusez-moi, monsieur, est-ce que vous pouvez m'aider à trouver la gare ?"
- "Merci beaucoup, vous êtes très gentil, bonne journée à vous aussi !"

Say the sentences slowly first. In spoken French the final consonants are mostly silent, so do not pronounce the s of "vous" before a consonant.`,
  },
  {
    tag: 'ja',
    title: 'a Japanese lesson that teaches English',
    text: `英語で道をたずねるときは、まず "Excuse me" と言います。次の文を声に出して読みましょう。

Excuse me, could you tell me how to get to the nearest station?
Go straight down this street and turn left at the second traffic light.

「could you」は「can you」よりていねいな言い方です。知らない人に話しかけるときに使いましょう。`,
  },
  {
    tag: 'uk',
    title: 'a Ukrainian lesson that teaches German',
    text: `У німецькій мові дієслово стоїть на другому місці. Порівняйте речення і зверніть увагу на порядок слів.

Heute gehe ich mit meiner Schwester in die Stadt. Am Abend trinken wir einen Tee und sprechen über die Reise.

Якщо речення починається з обставини часу, підмет іде після дієслова. Це правило діє завжди в головному реченні.`,
  },
]
