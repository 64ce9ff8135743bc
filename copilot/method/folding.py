"""One script for comparing: traditional characters are folded to simplified ones.

Only the characters that occur in the cues, and common ones of sales talk, are in the table: it is
for matching and never for showing. Folding keeps the length, so positions in the folded text are
positions in the original.
"""

_TRADITIONAL = (
    "丟乾亂佔來係個們備傳傷價億償優兒內兩別刪剛劃動務勢勸匯區協員問喬單喲嗎國團執報場塊壓壞夠婦媽嬤孫學實審寫寬專尋對導師帳帶"
    "幫幹幾庫廚廠廢張強後從惱慘慣慮憂憑應戶掛換損撐撥擇擋擔據擴擾攪數斂斷於時曉書會條業樓標樣機檔檢檻櫃權歲歷氣決沒況減測湊準"
    "滿潰濟灣為煩熱燒營爺狀猶現畢異當療發盜監盤確碼禮稅種稱穩簡簽糾約紙級紹組結絡給統綁經維網緊線編練縮總績繫續罰罵義習聞聯聲"
    "聽腦臉臺與興舉舊萬處號虧蠻術補裝裡複見親覺訂計訊討記設許訴註詐評試話該認誤說誰課談請論講謝證識譜議護變讓豈負財貨責貴買貸"
    "費資賞賠賣質賬賺購贈趕蹤車較輕輸轉辦這連週進運過達違遠適選還邊鄰醫銷錄錢錯鏈鐘鑑長門閉開間闆關陣隊隨險隱雙難電響頂項順預"
    "頭頻題額願類顧養饒馬駕騎騙騰騷驗體鬆麼點齡妳夢將層彈悶懷捨擠爛畫筆節繳職腫讀賭載輛閨隻頁頓餵髒黃痠腳蓋"
    "倉僅參唸嘆嚇囉圖夥寧寶尷廣復愛慶憐懶掃摺擱攏攤暈東棟樂歡殼洩淚淨滾漲濕燈爾產瘡癱盞瞞積窩窮範紅細綠緩腎膩臟藥虛衛視託診語"
    "調貓貼賴輩輪輻辭遲鈴鍋鎖鏽鐵閒離靜領風飯髮齊"
)
_SIMPLIFIED = (
    "丢干乱占来系个们备传伤价亿偿优儿内两别删刚划动务势劝汇区协员问乔单哟吗国团执报场块压坏够妇妈嬷孙学实审写宽专寻对导师帐带"
    "帮干几库厨厂废张强后从恼惨惯虑忧凭应户挂换损撑拨择挡担据扩扰搅数敛断于时晓书会条业楼标样机档检槛柜权岁历气决没况减测凑准"
    "满溃济湾为烦热烧营爷状犹现毕异当疗发盗监盘确码礼税种称稳简签纠约纸级绍组结络给统绑经维网紧线编练缩总绩系续罚骂义习闻联声"
    "听脑脸台与兴举旧万处号亏蛮术补装里复见亲觉订计讯讨记设许诉注诈评试话该认误说谁课谈请论讲谢证识谱议护变让岂负财货责贵买贷"
    "费资赏赔卖质账赚购赠赶踪车较轻输转办这连周进运过达违远适选还边邻医销录钱错链钟鉴长门闭开间板关阵队随险隐双难电响顶项顺预"
    "头频题额愿类顾养饶马驾骑骗腾骚验体松么点龄你梦将层弹闷怀舍挤烂画笔节缴职肿读赌载辆闺只页顿喂脏黄酸脚盖"
    "仓仅参念叹吓啰图伙宁宝尴广复爱庆怜懒扫折搁拢摊晕东栋乐欢壳泄泪净滚涨湿灯尔产疮瘫盏瞒积窝穷范红细绿缓肾腻脏药虚卫视托诊语"
    "调猫贴赖辈轮辐辞迟铃锅锁锈铁闲离静领风饭发齐"
)
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def fold_script(text: str) -> str:
    """The same text, same length, with the table's characters in simplified form."""
    return text.translate(_TABLE)
