<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountPage</name>
    <message>
        <source>Change the password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Nobody else knows it. If it is lost, an administrator resets it.</source>
        <translation>密码只有您本人知道。如果丢失，由管理员重置。</translation>
    </message>
    <message>
        <source>The new password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Signed at</source>
        <translation>签名时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>签名含义</translation>
    </message>
    <message>
        <source>Concerns</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>My signatures</source>
        <translation>我的签名</translation>
    </message>
    <message>
        <source>Nothing signed yet. Each submitted sheet and each decision is signed.</source>
        <translation>尚无签名。每份提交的答卷和每项决定都会签名。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Your password opens your keys; what you sign carries your name.</source>
        <translation>您的密码用于打开您的密钥；您签名的内容署您的姓名。</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>我的账户</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
    <message>
        <source>The password is changed. Use the new one from now on.</source>
        <translation>密码已更改，今后请使用新密码。</translation>
    </message>
</context>
<context>
    <name>AdjudicationPage</name>
    <message>
        <source>Differences</source>
        <translation>差异核定</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation>打开批次</translation>
    </message>
    <message>
        <source>P  Print the lists</source>
        <translation>P  打印清单</translation>
    </message>
    <message>
        <source>Open differences</source>
        <translation>待核定的差异</translation>
    </message>
    <message>
        <source>Differences · {code}</source>
        <translation>差异核定 · {code}</translation>
    </message>
    <message>
        <source>Sheets keyed twice and not yet compared: {n}</source>
        <translation>已录两遍、尚未比对的答卷：{n} 份</translation>
    </message>
    <message>
        <source>Differences that wait for their paper: {n}. P prints the pull list.</source>
        <translation>等待纸卷的差异：{n} 处。按 P 打印调卷单。</translation>
    </message>
    <message>
        <source>Taken off this sheet. Compare again once both passes are keyed.</source>
        <translation>已从本答卷移出。两遍都录完后请再次比对。</translation>
    </message>
    <message>
        <source>Compare first; differences appear here.</source>
        <translation>请先比对，差异会显示在这里。</translation>
    </message>
    <message>
        <source>What is left waits for its paper. P prints the list for the archive.</source>
        <translation>剩下的差异在等纸卷。按 P 打印调卷单。</translation>
    </message>
    <message>
        <source>Differences that only somebody else may rule on: {n}. If every adjudicator has ruled on them before, open the batch and name a further one (N).</source>
        <translation>只能由他人核定的差异：{n} 处。若各核定人都已核定过，请打开批次，再指定一名核定人（N）。</translation>
    </message>
    <message>
        <source>No difference is left here. Esc or “All batches” goes back.</source>
        <translation>此处已没有待核定的差异。按 Esc 或“全部批次”返回。</translation>
    </message>
    <message>
        <source>Comparing what was keyed twice</source>
        <translation>正在比对两遍录入</translation>
    </message>
</context>
<context>
    <name>BackupClock</name>
    <message>
        <source>Daily backup</source>
        <translation>每日备份</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Copies that are kept</source>
        <translation>保留的备份</translation>
    </message>
    <message>
        <source>No copy yet. One is made every working day, and by the button below.</source>
        <translation>还没有备份。每个工作日自动备份一次，也可按下面的按钮备份。</translation>
    </message>
    <message>
        <source>Make a copy now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>They lie in {folder}</source>
        <translation>备份保存在 {folder}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>操作记录数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Head code</source>
        <translation>日志校验码</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>Before an upgrade</source>
        <translation>升级前</translation>
    </message>
    <message>
        <source>Make a copy</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>A copy is read again after it is written. It opens with the same passwords. Take one to another disk from time to time: this one can break too.</source>
        <translation>写完后会重新读取核对一遍。打开备份用同样的密码。请不时把备份拷到另一块磁盘：这块磁盘也可能损坏。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Copies of the whole project, newest first. To put one back, close the program and run: main.py restore</source>
        <translation>整个项目的备份，最新的在前。要恢复备份，请关闭程序后运行：main.py restore</translation>
    </message>
    <message>
        <source>An older copy was put in this project&apos;s place: {n} later events are not in it.</source>
        <translation>本项目曾被换成较早的备份：其后的 {n} 条操作记录不在其中。</translation>
    </message>
    <message>
        <source>Copying …</source>
        <translation>正在备份 …</translation>
    </message>
    <message>
        <source>Copied and checked: {n} events, {size}.</source>
        <translation>已备份并核对：{n} 条操作记录，{size}。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>What others have keyed is hidden from you until the batch is settled.</source>
        <translation>在本批次核定之前，他人录入的内容对您不可见。</translation>
    </message>
    <message>
        <source>Register of serials</source>
        <translation>编号登记表</translation>
    </message>
    <message>
        <source>This batch has no sheets.</source>
        <translation>本批次还没有答卷。</translation>
    </message>
    <message>
        <source>Close keying</source>
        <translation>结束录入</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>Close the month</source>
        <translation>结束当月</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>{state}, lost</source>
        <translation>{state}，遗失</translation>
    </message>
    <message>
        <source>my post: {posts}</source>
        <translation>我的岗位：{posts}</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>暗访</translation>
    </message>
    <message>
        <source>Done by me</source>
        <translation>我已完成</translation>
    </message>
    <message>
        <source>Keyed</source>
        <translation>两遍已录</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>Differences open</source>
        <translation>未定差异</translation>
    </message>
    <message>
        <source>Queries open</source>
        <translation>未结疑点</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Keying of {code} is closed. Once every sheet is settled, the sample is drawn under Review.</source>
        <translation>批次 {code} 的录入已结束。全部答卷核定后，在“审核”抽取样本。</translation>
    </message>
    <message>
        <source>The month cannot be closed yet: no visit has been submitted.</source>
        <translation>还不能结束当月：尚无暗访提交。</translation>
    </message>
    <message>
        <source>Keying cannot be closed yet: {open} sheets are not keyed twice, void or set aside.</source>
        <translation>还不能结束录入：有 {open} 份答卷既未录满两遍，也未作废或搁置。</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Nothing is drawn yet. The sample is journaled before anybody sees it.</source>
        <translation>尚未抽样。样本先记入日志，然后才有人看到。</translation>
    </message>
    <message>
        <source>Reason (needed for a return)</source>
        <translation>理由（退回时必填）</translation>
    </message>
    <message>
        <source>All reviews</source>
        <translation>全部审核</translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Check the next sheet</source>
        <translation>核查下一份</translation>
    </message>
    <message>
        <source>Return the batch</source>
        <translation>退回批次</translation>
    </message>
    <message>
        <source>{code} · level {level}</source>
        <translation>{code} · {level} 级审核</translation>
    </message>
    <message>
        <source>Draw more sheets</source>
        <translation>追加抽样</translation>
    </message>
    <message>
        <source>Approve the batch</source>
        <translation>批准批次</translation>
    </message>
    <message>
        <source>Pass on to level 3</source>
        <translation>通过，转三级审核</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>In the sample because</source>
        <translation>入样原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已核查</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>Wrong fields</source>
        <translation>差错字段</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Sheet {serial} is already checked.</source>
        <translation>答卷 {serial} 已核查过。</translation>
    </message>
    <message>
        <source>Batch {code}, level {level}: {outcome}.</source>
        <translation>批次 {code} {level} 级审核：{outcome}。</translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message>
        <source>Shopper</source>
        <translation>检查员</translation>
    </message>
    <message>
        <source>{name} stands in more than one post ({posts}). Keep one of them.</source>
        <translation>{name} 同时担任多个岗位（{posts}），请只保留一个。</translation>
    </message>
    <message>
        <source>{name} may not take this post in this unit. Choose another person.</source>
        <translation>{name} 不能在该机构担任此岗位，请另选他人。</translation>
    </message>
    <message>
        <source>{name} belongs to the branch being judged. Somebody from elsewhere is better.</source>
        <translation>{name} 属于被评价的网点，最好另选他处人员。</translation>
    </message>
    <message>
        <source>Everybody who keys belongs to the branch being judged. At least one from elsewhere is better.</source>
        <translation>录入人员都属于被评价的网点，最好至少有一人来自他处。</translation>
    </message>
    <message>
        <source>Choose at least {needed} people, in case one of them is away.</source>
        <translation>请至少选 {needed} 人，以防有人不在。</translation>
    </message>
    <message>
        <source>Nobody may take this post here. An administrator must add a person first.</source>
        <translation>这里没有人可担任此岗位，请管理员先添加人员。</translation>
    </message>
    <message>
        <source>Two computers decided this month apart: a draw or a verdict. The earlier one stands; read both in the journal.</source>
        <translation>两台电脑对本月检查各自作了不同的抽样或判定。以较早的为准，请在操作日志中查看两者。</translation>
    </message>
    <message>
        <source>Two computers decided something of this batch apart: one number given to two papers, a part split off twice, a draw or a verdict. The earlier one stands; read both in the journal. Of two papers with one number, write the next number on one and give it anew.</source>
        <translation>两台电脑对本批次各自作了决定：两份纸卷用了同一编号、同一部分拆分两次，或抽样、判定不同。以较早的为准，请在操作日志中查看两者。两份纸卷同号时，请给其中一份重新编号并写在纸上。</translation>
    </message>
    <message>
        <source>Choose at least one person.</source>
        <translation>请至少选一人。</translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Stacks of paper and months of visits, oldest first.</source>
        <translation>一叠叠纸质答卷和各月的暗访，最早的在前。</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>新建批次</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>My post</source>
        <translation>我的岗位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸卷在哪</translation>
    </message>
    <message>
        <source>{state}, conflict</source>
        <translation>{state}，有冲突</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Keyed</source>
        <translation>两遍已录</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Done by me</source>
        <translation>我已完成</translation>
    </message>
    <message>
        <source>No batch yet. Press “Open a batch” when a stack of paper arrives.</source>
        <translation>还没有批次。收到一叠答卷后，请点“新建批次”。</translation>
    </message>
    <message>
        <source>No batch yet. A team leader opens one and gives you a post in it.</source>
        <translation>还没有批次。组长会新建批次并给您安排岗位。</translation>
    </message>
</context>
<context>
    <name>BeginView</name>
    <message>
        <source>Last two digits on the paper</source>
        <translation>纸卷编号的末两位</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Number of a sheet</source>
        <translation>答卷编号</translation>
    </message>
    <message>
        <source>Next sheet: {serial}</source>
        <translation>下一份：{serial}</translation>
    </message>
    <message>
        <source>Another sheet in your hand? Type its whole number, or read its barcode. Esc goes back.</source>
        <translation>手里是另一份答卷？请键入完整编号，或扫描条码。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Every sheet is keyed</source>
        <translation>全部答卷已录完</translation>
    </message>
    <message>
        <source>No sheet can be keyed now</source>
        <translation>现在没有可录入的答卷</translation>
    </message>
    <message>
        <source>That is not the next sheet. Check the pile, or type the whole number of the sheet in your hand.</source>
        <translation>这不是下一份答卷。请核对纸卷顺序，或键入手中答卷的完整编号。</translation>
    </message>
</context>
<context>
    <name>Camera</name>
    <message>
        <source>The picture of sheet {serial} is still being attached; then press F4 again.</source>
        <translation>答卷 {serial} 的图像仍在挂接，完成后再按 F4。</translation>
    </message>
    <message>
        <source>Attaching the picture</source>
        <translation>正在附加照片</translation>
    </message>
    <message>
        <source>The picture is attached to sheet {serial}.</source>
        <translation>图像已挂到答卷 {serial}。</translation>
    </message>
</context>
<context>
    <name>CheckView</name>
    <message>
        <source>Self-check</source>
        <translation>自查</translation>
    </message>
    <message>
        <source>Open and flagged questions</source>
        <translation>未答及有提示的题目</translation>
    </message>
    <message>
        <source>Sign and submit</source>
        <translation>签名提交</translation>
    </message>
    <message>
        <source>go to the question</source>
        <translation>转到该题</translation>
    </message>
    <message>
        <source>back to the sheet</source>
        <translation>返回答卷</translation>
    </message>
    <message>
        <source>Questions still to answer: {n}</source>
        <translation>还有 {n} 题必须作答</translation>
    </message>
    <message>
        <source>Nothing is missing. Points that go to recheck: {n}</source>
        <translation>没有缺项。将转复核：{n} 处</translation>
    </message>
    <message>
        <source>Nothing is open. Your signature says: keyed as the paper says.</source>
        <translation>没有未了事项。您的签名表示：已按纸卷如实录入。</translation>
    </message>
    <message>
        <source>Not answered. Key + if the paper is blank here.</source>
        <translation>尚未作答。纸卷空白请按 +。</translation>
    </message>
    <message>
        <source>Answer what is open first; Enter goes to it.</source>
        <translation>请先补答缺项；按回车转到该题。</translation>
    </message>
</context>
<context>
    <name>ClerkDeeds</name>
    <message>
        <source>H  Hand over an absent clerk&apos;s sheets</source>
        <translation>H  移交缺岗人员的答卷</translation>
    </message>
    <message>
        <source>Who is absent? What is not keyed goes to another clerk.</source>
        <translation>谁缺岗？其未录入的答卷将移交给另一名录入员。</translation>
    </message>
    <message>
        <source>Nobody else may key this pass. An administrator must add a clerk to the unit first.</source>
        <translation>没有其他人可录此遍。请管理员先为本机构增加录入员。</translation>
    </message>
    <message>
        <source>Who keys on in place of {name}?</source>
        <translation>由谁接替 {name} 录入？</translation>
    </message>
    <message>
        <source>{name} keys on. What was submitted stays; an open draft was discarded unread.</source>
        <translation>由 {name} 接续录入。已提交的保留；未提交的草稿未经查看即已销毁。</translation>
    </message>
    <message>
        <source>Why are the sheets handed over?</source>
        <translation>移交原因？</translation>
    </message>
</context>
<context>
    <name>ClosingPanel</name>
    <message>
        <source>1  The paper really says so</source>
        <translation>1  纸上确实如此</translation>
    </message>
    <message>
        <source>2  The paper says something else</source>
        <translation>2  纸上另有内容</translation>
    </message>
    <message>
        <source>3  The sheet is void</source>
        <translation>3  答卷作废</translation>
    </message>
    <message>
        <source>Reason, in a few words</source>
        <translation>理由（几个字即可）</translation>
    </message>
    <message>
        <source>Why the sheet is void</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Close the query</source>
        <translation>结清疑点</translation>
    </message>
    <message>
        <source>Look at the paper, then decide</source>
        <translation>请对照纸质答卷作出决定</translation>
    </message>
    <message>
        <source>No answer was changed. Type what the paper says, or press Esc.</source>
        <translation>没有改动任何答案。请录入纸上的内容，或按 Esc 返回。</translation>
    </message>
</context>
<context>
    <name>Coach</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待完成</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>全部完成</translation>
    </message>
    <message>
        <source>That is a whole sheet. Nothing of it was kept: it was practice.</source>
        <translation>一份答卷录完了。这是练习，内容没有保存。</translation>
    </message>
    <message>
        <source>Step {n} of {all} · Esc leaves the first steps</source>
        <translation>第 {n} 步，共 {all} 步 · Esc 退出练习</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>a code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>left blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>two ticks</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>a contradiction</source>
        <translation>矛盾</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>once more</source>
        <translation>重录</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Take the sheet: its number is {serial}. Key {digits}, then Enter.</source>
        <translation>拿起纸卷，编号是 {serial}。录入 {digits}，再按回车。</translation>
    </message>
    <message>
        <source>{number}: the paper says {code}. Key {code}.</source>
        <translation>{number}：纸上是 {code}。按 {code}。</translation>
    </message>
    <message>
        <source>{number}: nothing is ticked on the paper. Press +.</source>
        <translation>{number}：纸上没有勾选。按 +。</translation>
    </message>
    <message>
        <source>{number}: two boxes are ticked, one is allowed. Press *.</source>
        <translation>{number}：单选题勾了两项。按 *。</translation>
    </message>
    <message>
        <source>{number}: the paper says {code}. Key {code}, then {code} again.</source>
        <translation>{number}：纸上是 {code}。按 {code}，再按一次 {code}。</translation>
    </message>
    <message>
        <source>Suppose that was a slip: Ctrl+Z takes the last answer back.</source>
        <translation>假设刚才录错了：Ctrl+Z 撤回上一个答案。</translation>
    </message>
    <message>
        <source>{number}: key {code} once more.</source>
        <translation>{number}：重新按 {code}。</translation>
    </message>
    <message>
        <source>Ctrl+Enter shows what is open. Ctrl+Enter once more signs.</source>
        <translation>Ctrl+Enter 列出未完成项，再按一次 Ctrl+Enter 签名提交。</translation>
    </message>
    <message>
        <source>{number}: the paper says something else. Press Up and look again.</source>
        <translation>{number}：与纸上不同。按 ↑ 返回，再看一眼纸卷。</translation>
    </message>
    <message>
        <source>The cursor goes on by itself. Keep your eyes on the paper.</source>
        <translation>光标自动前进，眼睛看纸卷即可。</translation>
    </message>
    <message>
        <source>Enter accepts it. Keep your eyes on the paper.</source>
        <translation>回车确认，眼睛看纸卷即可。</translation>
    </message>
    <message>
        <source>Piles get out of order: the last two digits come from the paper.</source>
        <translation>纸卷容易乱序，所以末两位要照纸录入。</translation>
    </message>
    <message>
        <source>A blank is an answer too. + lies beside Enter.</source>
        <translation>空白也是一种答案。+ 就在回车键旁。</translation>
    </message>
    <message>
        <source>Do not choose for the customer. - says illegible.</source>
        <translation>不要替客户选择。看不清时按 -。</translation>
    </message>
    <message>
        <source>It contradicts another answer, but the paper is the truth: the same value again confirms it.</source>
        <translation>它与另一题矛盾，但以纸卷为准：同一个值再录一次即为确认。</translation>
    </message>
    <message>
        <source>Every accepted answer is saved at once, and can be taken back.</source>
        <translation>每个答案一经接受立即保存，也可以撤回。</translation>
    </message>
    <message>
        <source>The end of a form stops; it never opens the next by itself.</source>
        <translation>录完后停住，不会自动打开下一份。</translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Step {n} of 5</source>
        <translation>第 {n} 步，共 5 步</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>Prove that you have it</source>
        <translation>验证恢复密钥</translation>
    </message>
    <message>
        <source>First people</source>
        <translation>首批人员</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Confirm the temporary operator</source>
        <translation>确认临时录入员</translation>
    </message>
    <message>
        <source>The operator stays; the last day no longer counts.</source>
        <translation>该人员长期有效，截止日期不再适用。</translation>
    </message>
    <message>
        <source>End the wait after wrong passwords</source>
        <translation>解除密码错误后的等待</translation>
    </message>
    <message>
        <source>The next try is taken at once. The wrong passwords stay in the journal.</source>
        <translation>可以立即重试。密码错误的次数仍保留在操作日志中。</translation>
    </message>
    <message>
        <source>Change name or role</source>
        <translation>更改姓名或角色</translation>
    </message>
    <message>
        <source>It counts from the next time this person signs in.</source>
        <translation>从此人下次登录起生效。</translation>
    </message>
    <message>
        <source>Reset the password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>The person gets new keys. Sheets begun and not submitted are lost; what was submitted stays. Another adjudicator grants the keys of batches anew.</source>
        <translation>此人将获得新密钥。已开始但未提交的答卷会丢失，已提交的保留。批次密钥须由另一位差异核定人员重新授予。</translation>
    </message>
    <message>
        <source>Reset the password, two together</source>
        <translation>两人共同重置密码</translation>
    </message>
    <message>
        <source>Where head office cannot be reached, two people of the unit give new keys together. Both sign. Sheets begun and not submitted are lost; what was submitted stays.</source>
        <translation>无法联系总行时，由该机构的两人共同发放新密钥，两人都签名。已开始但未提交的答卷会丢失，已提交的保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The person signs in no more. When everybody has signed out, the database gets another key; nobody else has to do anything. All that the person did stays.</source>
        <translation>此人不能再登录。所有人退出后，数据库将更换密钥，其他人无需任何操作。此人所做的一切均保留。</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Only administrators of head office see the devices, and nobody who keys just now.</source>
        <translation>只有总行管理员可以查看设备；正在录入的人不能查看。</translation>
    </message>
    <message>
        <source>Name of the chosen device</source>
        <translation>所选设备的名称</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>A name that people know</source>
        <translation>便于识别的名称</translation>
    </message>
    <message>
        <source>Each has a key of its own that signs its lines. After a restore a new key waits until an administrator signs in.</source>
        <translation>每台设备用自己的密钥签名。恢复备份后，新密钥在管理员登录前处于等待状态。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First event</source>
        <translation>首条记录</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>末条记录</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>{host} (this one)</source>
        <translation>{host}（本机）</translation>
    </message>
    <message>
        <source>active</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>waits for an administrator</source>
        <translation>等待管理员登录</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>已替换</translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Record the review</source>
        <translation>记录审核结果</translation>
    </message>
    <message>
        <source>Back to the sample</source>
        <translation>返回样本</translation>
    </message>
    <message>
        <source>Each wrong field goes to another person, who rules from the paper.</source>
        <translation>每个差错字段都交由另一人对照纸质答卷核定。</translation>
    </message>
    <message>
        <source>next open question</source>
        <translation>下一未录题</translation>
    </message>
    <message>
        <source>Sheet {serial} · level {level}</source>
        <translation>答卷 {serial} · {level} 级审核</translation>
    </message>
    <message>
        <source>Step 1 of {n}: key what the paper says</source>
        <translation>第 1 步（共 {n} 步）：录入纸上的内容</translation>
    </message>
    <message>
        <source>Step 2 of {n}: where your reading differs from the record</source>
        <translation>第 2 步（共 {n} 步）：与核定答卷不一致之处</translation>
    </message>
    <message>
        <source>Step 3 of {n}: the other fields</source>
        <translation>第 3 步（共 {n} 步）：其余字段</translation>
    </message>
    <message>
        <source>Everything is checked</source>
        <translation>全部核查完毕</translation>
    </message>
    <message>
        <source>The record stays hidden until all of these are keyed.</source>
        <translation>这些题全部录完之前，核定答卷不显示。</translation>
    </message>
    <message>
        <source>Look at the paper again. A: the record is right. R: it is wrong.</source>
        <translation>请再看一遍纸质答卷。A：核定答卷正确；R：核定答卷有误。</translation>
    </message>
    <message>
        <source>Compare with the paper. A: the record is right. R: it is wrong.</source>
        <translation>请对照纸质答卷。A：核定答卷正确；R：核定答卷有误。</translation>
    </message>
    <message>
        <source>{checked} fields checked, {wrong} wrong: {questions}.</source>
        <translation>共核查 {checked} 个字段，差错 {wrong} 个：{questions}。</translation>
    </message>
    <message>
        <source>{checked} fields checked, none wrong.</source>
        <translation>共核查 {checked} 个字段，无差错。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The name or the password is wrong. Try again in {wait_s} s.</source>
        <translation>登录名或密码不正确。请在 {wait_s} 秒后重试。</translation>
    </message>
    <message>
        <source>After several wrong passwords the next try is taken in {wait_s} s.</source>
        <translation>密码多次输错，{wait_s} 秒后才能再试。</translation>
    </message>
    <message>
        <source>That is the present password. Choose another one.</source>
        <translation>这就是现在的密码，请换一个。</translation>
    </message>
    <message>
        <source>Somebody else chose your password. Sign in again and choose your own first.</source>
        <translation>您的密码由他人设置，请重新登录并先设置自己的密码。</translation>
    </message>
    <message>
        <source>The password is too short: use at least {at_least} characters.</source>
        <translation>密码太短：至少 {at_least} 个字符。</translation>
    </message>
    <message>
        <source>Your role does not allow this here. Ask an administrator of your unit.</source>
        <translation>您的角色在此处没有该权限，请联系本机构的管理员。</translation>
    </message>
    <message>
        <source>The sign-in name {name} is already in use. Choose another.</source>
        <translation>登录名 {name} 已被使用，请换一个。</translation>
    </message>
    <message>
        <source>This is not the recovery key shown. Read it from the saved file or type it again.</source>
        <translation>这不是刚才显示的恢复密钥。请从保存的文件读取，或重新键入。</translation>
    </message>
    <message>
        <source>You are signed out. Sign in again to go on.</source>
        <translation>您已退出登录，请重新登录后继续。</translation>
    </message>
    <message>
        <source>This is the last administrator of head office. Appoint another one first.</source>
        <translation>这是总行最后一位管理员。请先任命另一位。</translation>
    </message>
    <message>
        <source>“{typed}” is no date. Type one like 2026-11-22.</source>
        <translation>“{typed}”不是日期。请键入如 2026-11-22 的日期。</translation>
    </message>
    <message>
        <source>“{typed}” does not fit. A limit is a number of per cent from 0.01 to 5, a share one from 0 to 100; minutes until the lock are 2 to 60; a name has up to 60 characters.</source>
        <translation>“{typed}”不合要求。限值为 0.01 至 5 的百分数，比例为 0 至 100 的百分数；锁屏时间为 2 至 60 分钟；名称最多 60 个字符。</translation>
    </message>
    <message>
        <source>The project demands independence: put somebody from outside the branch into {post}.</source>
        <translation>项目要求独立性：请在{post}岗位安排网点以外的人员。</translation>
    </message>
    <message>
        <source>The code {unit} is not valid in this month. Choose the unit that follows it: {successor}.</source>
        <translation>机构代码 {unit} 在该月无效。请选择其后继机构：{successor}。</translation>
    </message>
    <message>
        <source>{person} stands in two posts ({posts}). Give one of them to somebody else.</source>
        <translation>{person} 占了两个岗位（{posts}），请把其中一个交给别人。</translation>
    </message>
    <message>
        <source>{person} has overseen this batch or ruled in it, so can have seen what was keyed. Choose somebody who has not.</source>
        <translation>{person} 管过本批次或在其中裁过差异，可能见过已录入的内容，请另选没有看过的人。</translation>
    </message>
    <message>
        <source>Too few adjudicators would be left. Name a further one (N) first.</source>
        <translation>剩下的核定人太少，请先增加一位核定人（N）。</translation>
    </message>
    <message>
        <source>Nobody is assigned to {post}. Choose one of the {eligible} eligible people.</source>
        <translation>{post} 无人担任，请从 {eligible} 位合格人员中选择。</translation>
    </message>
    <message>
        <source>{person} may not take the post {post} in this unit. Choose somebody else.</source>
        <translation>{person} 在该机构不能担任 {post}，请另选他人。</translation>
    </message>
    <message>
        <source>Serials must run from a smaller to a larger number; {first}–{last} does not.</source>
        <translation>编号须由小到大；{first}–{last} 不符合。</translation>
    </message>
    <message>
        <source>Issued ({issued}) must equal returned ({returned}) + not returned ({not_returned}) + spoilt ({spoilt}). Count again.</source>
        <translation>发放数（{issued}）应等于回收（{returned}）+ 未回收（{not_returned}）+ 损毁（{spoilt}），请重新清点。</translation>
    </message>
    <message>
        <source>The code {code} is already used. Choose another.</source>
        <translation>编码 {code} 已被使用，请换一个。</translation>
    </message>
    <message>
        <source>The batch has no sheet {serial}. Check the number printed on the paper.</source>
        <translation>本批次没有编号为 {serial} 的答卷，请核对纸卷上印的编号。</translation>
    </message>
    <message>
        <source>Key what the paper says first; the readings are shown then.</source>
        <translation>请先录入原件上的值，然后显示两遍录入。</translation>
    </message>
    <message>
        <source>Sheet {serial} has a keying of this pass that stands. Leave the serial empty: this keying is taken off the sheet, and its pass is keyed again.</source>
        <translation>答卷 {serial} 的这一遍已有有效录入。请将编号留空：本遍从本答卷移出并重新录入。</translation>
    </message>
    <message>
        <source>The paper is on its way from {at} to {to}. Go on when it has been received there.</source>
        <translation>纸卷正从 {at} 送往 {to}，对方签收后才能继续。</translation>
    </message>
    <message>
        <source>The paper was last at {at}. Look again at where it is and where it goes.</source>
        <translation>纸卷最后登记在 {at}。请核对现在何处、送往何处。</translation>
    </message>
    <message>
        <source>{returned} papers came back, but this would make {handled}. The team leader corrects the counts on the batch page first.</source>
        <translation>登记回收 {returned} 份，这样会变成 {handled} 份。请组长先在批次页更正份数。</translation>
    </message>
    <message>
        <source>The batch has {serials} numbers. Give a paper beyond them a number of its own (U), or count again.</source>
        <translation>本批次共有 {serials} 个编号。超出的纸卷请先补编号（U），或重新清点。</translation>
    </message>
    <message>
        <source>{unresolved} of {of} sheets are not finished: there is nothing to split off from a rest that could go on.</source>
        <translation>{of} 份中有 {unresolved} 份未完成：没有可拆出的部分，或拆出后无剩余。</translation>
    </message>
    <message>
        <source>The paper of sheet {serial} is lost in house. Tell your team leader if you have it.</source>
        <translation>答卷 {serial} 的纸卷在内部遗失。如在您手中，请告知组长。</translation>
    </message>
    <message>
        <source>No sheet “{typed}” is yours to open. Check the number printed on the paper.</source>
        <translation>没有可供您打开的答卷“{typed}”。请核对纸上印的编号。</translation>
    </message>
    <message>
        <source>The batch is not ready for this: {open} sheets are still open.</source>
        <translation>批次尚不能进行此操作：还有 {open} 份答卷未了结。</translation>
    </message>
    <message>
        <source>{question} takes {allowed}; “{typed}” does not fit. Key - (or Ctrl+4) if it cannot be read.</source>
        <translation>{question} 只接受 {allowed}；“{typed}”不符合。看不清请按 -（或 Ctrl+4）。</translation>
    </message>
    <message>
        <source>{message}</source>
        <translation>{message}</translation>
    </message>
    <message>
        <source>This sheet is not yours to key. Take one from your work list.</source>
        <translation>这份答卷不归您录入，请从工作清单中领取。</translation>
    </message>
    <message>
        <source>You have already submitted sheet {serial}. Take the next one.</source>
        <translation>答卷 {serial} 您已提交，请录下一份。</translation>
    </message>
    <message>
        <source>Still open: {questions}. Answer them, or key + for what was left blank on paper.</source>
        <translation>尚未作答：{questions}。请补答；纸卷留空的按 +。</translation>
    </message>
    <message>
        <source>The paper in your hand is not sheet {serial}. Check the pile.</source>
        <translation>手中的纸卷不是 {serial}，请核对纸卷顺序。</translation>
    </message>
    <message>
        <source>This is hidden from you until the sheet is settled: keying is blind.</source>
        <translation>答卷核定之前此内容对您不可见：双遍录入互不可见。</translation>
    </message>
    <message>
        <source>You read this sheet yourself or ruled on it before. A third person must decide.</source>
        <translation>您录入过这份答卷或核定过此处，须由第三人决定。</translation>
    </message>
    <message>
        <source>This difference is already settled. Go on with the next.</source>
        <translation>此差异已核定，请继续下一处。</translation>
    </message>
    <message>
        <source>A reason is needed. Choose or type one.</source>
        <translation>需要理由，请选择或填写。</translation>
    </message>
    <message>
        <source>This query is already closed.</source>
        <translation>此疑点已关闭。</translation>
    </message>
    <message>
        <source>You worked on this sheet before. Somebody else must look at it.</source>
        <translation>您处理过这份答卷，须由他人复核。</translation>
    </message>
    <message>
        <source>This sheet was not drawn for the review.</source>
        <translation>这份答卷未被抽中审核。</translation>
    </message>
    <message>
        <source>Somebody changed this in the meantime. Look at it again; nothing was overwritten.</source>
        <translation>期间已有人改动此处。请重新查看；没有任何内容被覆盖。</translation>
    </message>
    <message>
        <source>This cannot be done while the state is “{state}”.</source>
        <translation>当前状态为“{state}”，不能进行此操作。</translation>
    </message>
    <message>
        <source>A remark is needed where an item failed: {questions}.</source>
        <translation>不达标的项目需填写说明：{questions}。</translation>
    </message>
    <message>
        <source>The times do not follow one another: {questions}. Correct them.</source>
        <translation>时间先后不符：{questions}，请更正。</translation>
    </message>
    <message>
        <source>Only trained shoppers record visits. Ask an administrator to enter the training.</source>
        <translation>只有受过培训的检查员可以录入检查，请管理员登记培训。</translation>
    </message>
    <message>
        <source>{file} is not an Excel workbook. Choose an .xlsx file.</source>
        <translation>{file} 不是 Excel 工作簿，请选择 .xlsx 文件。</translation>
    </message>
    <message>
        <source>The form in {file} has errors and was not published. Mend these: {problems}</source>
        <translation>{file} 中的问卷有错误，未发布。请修改：{problems}</translation>
    </message>
    <message>
        <source>{file} is larger than {limit}.</source>
        <translation>{file} 超过 {limit}。</translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” does not fit the form.</source>
        <translation>{file} 第 {row} 行 {column} 列：“{text}”与问卷不符。</translation>
    </message>
    <message>
        <source>{file} is not there. Check its name and place.</source>
        <translation>找不到 {file}，请核对文件名和位置。</translation>
    </message>
    <message>
        <source>No approved records yet in {batch}. Approve the batch, or report provisionally.</source>
        <translation>{batch} 还没有已批准的答卷。请先批准批次，或出临时报告。</translation>
    </message>
    <message>
        <source>What sheet {serial} held was erased and cannot be shown any more.</source>
        <translation>答卷 {serial} 的内容已按要求删除，无法再显示。</translation>
    </message>
    <message>
        <source>{file} is not a picture that can be read. Attach a JPEG or PNG file.</source>
        <translation>{file} 不是可读取的图片，请附上 JPEG 或 PNG 文件。</translation>
    </message>
    <message>
        <source>{file} is no scan: attach a JPEG, PNG or TIFF picture, or a PDF.</source>
        <translation>{file} 不是扫描件：请附加 JPEG、PNG、TIFF 图片或 PDF。</translation>
    </message>
    <message>
        <source>{file} cannot be read to its end. Scan the sheet again.</source>
        <translation>{file} 不完整，无法读到末尾。请重新扫描这份答卷。</translation>
    </message>
    <message>
        <source>{file} asks for a password. Save it without one and attach it again.</source>
        <translation>{file} 设有密码。请另存为无密码的文件后再附加。</translation>
    </message>
    <message>
        <source>Sheet {serial} was ruled on or settled with this picture, so it stays. One of another sheet can be attached there too; what has to be destroyed goes with its sheet, on the page Personal data.</source>
        <translation>答卷 {serial} 已依据此图像核定差异或定稿，图像须保留。若属于另一份答卷，可再挂到那一份；依规必须销毁的，在“个人信息”页随该答卷一并销毁。</translation>
    </message>
    <message>
        <source>There is no new picture in {folder}. Take one with the camera, then press again.</source>
        <translation>{folder} 中没有新照片。请先用高拍仪拍一张，再按一次。</translation>
    </message>
    <message>
        <source>No folder of a document camera is chosen. Choose one in the preferences.</source>
        <translation>尚未选择高拍仪的文件夹。请在“偏好设置”中选择。</translation>
    </message>
    <message>
        <source>{folder} holds something that is not a Twinkey project. Choose another folder.</source>
        <translation>{folder} 里不是双遍录入项目，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is already a project in {folder}. Open it, or choose another folder.</source>
        <translation>{folder} 里已有项目。请打开它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Twinkey is already open on {folder}. Close the other window first.</source>
        <translation>双遍录入已在使用 {folder}，请先关闭另一个窗口。</translation>
    </message>
    <message>
        <source>The project was written by a newer Twinkey ({found}; this one knows {known}). Update.</source>
        <translation>项目由更新版本写入（{found}；本程序支持 {known}），请升级程序。</translation>
    </message>
    <message>
        <source>{file} is not encrypted, so it is not opened. Restore a backup.</source>
        <translation>{file} 未加密，不予打开。请恢复备份。</translation>
    </message>
    <message>
        <source>{file} does not open with this project&apos;s key. Restore both from one backup.</source>
        <translation>{file} 不能用本项目的密钥打开，请用同一份备份恢复两者。</translation>
    </message>
    <message>
        <source>{file} is damaged. Do not work on; restore the latest backup.</source>
        <translation>{file} 已损坏。请勿继续操作，恢复最近的备份。</translation>
    </message>
    <message>
        <source>The disk is full, {file} was not written. Make room, then try again.</source>
        <translation>磁盘已满，{file} 未写入。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>{file} cannot be written: it is read-only. Ask for the right to write there.</source>
        <translation>{file} 为只读，无法写入。请申请写入权限。</translation>
    </message>
    <message>
        <source>{file} is locked by another program. Close it, then try again.</source>
        <translation>{file} 被其他程序占用，请关闭后重试。</translation>
    </message>
    <message>
        <source>The database library is too old ({found}); {needed} is needed. Reinstall Twinkey.</source>
        <translation>数据库组件过旧（{found}），需要 {needed}。请重新安装双遍录入。</translation>
    </message>
    <message>
        <source>{file} could not be written. Is it open in another program?</source>
        <translation>无法写入 {file}。它是否在其他程序中打开？</translation>
    </message>
    <message>
        <source>The folder {folder} is gone: moved, removed, or its disk was taken out. Put it back, then try again. Everything accepted so far is in it.</source>
        <translation>文件夹 {folder} 不见了：被移走、删除，或磁盘已拔出。请放回原处后再试。已接受的内容都在其中。</translation>
    </message>
    <message>
        <source>Stopped. Nothing half-done was kept.</source>
        <translation>已停止，没有留下半成品。</translation>
    </message>
    <message>
        <source>Something went wrong in the program (no. {id}). What you accepted so far is saved; you can go on. Please pass on the number.</source>
        <translation>程序出错（编号 {id}）。已确认的内容均已保存，可以继续工作。请把编号告知管理员。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. What you accepted so far is saved.</source>
        <translation>程序出错。已确认的内容均已保存。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Clean the photos</source>
        <translation>清除照片附带信息</translation>
    </message>
    <message>
        <source>Written anew without place, time and camera; the journal keeps the hash of both, not the original.</source>
        <translation>重新写成，不含位置、时间和相机；日志保留前后两个哈希，不保留原图。</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>At the photo question, type or paste the file&apos;s path and press Enter.</source>
        <translation>光标在照片题时，键入或粘贴文件路径，再按回车。</translation>
    </message>
    <message>
        <source>Nothing attached yet.</source>
        <translation>尚无附件。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>FeedbackWords</name>
    <message>
        <source>Row skipped</source>
        <translation>跳行</translation>
    </message>
    <message>
        <source>Row keyed twice</source>
        <translation>重录一行</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>漏录</translation>
    </message>
    <message>
        <source>Keyed, though nothing is there</source>
        <translation>纸上没有却录入了</translation>
    </message>
    <message>
        <source>Wrong special value</source>
        <translation>特殊值录错</translation>
    </message>
    <message>
        <source>Two characters swapped</source>
        <translation>相邻两位颠倒</translation>
    </message>
    <message>
        <source>One character missing</source>
        <translation>少录一位</translation>
    </message>
    <message>
        <source>One character doubled</source>
        <translation>重复一位</translation>
    </message>
    <message>
        <source>One character too many</source>
        <translation>多录一位</translation>
    </message>
    <message>
        <source>Alike in handwriting</source>
        <translation>手写形近</translation>
    </message>
    <message>
        <source>Neighbouring key</source>
        <translation>误触邻键</translation>
    </message>
    <message>
        <source>No pattern</source>
        <translation>无规律</translation>
    </message>
    <message>
        <source>Lay a ruler under the row; compare the number on screen with the paper.</source>
        <translation>用直尺压住当前行，核对屏幕题号与纸上题号。</translation>
    </message>
    <message>
        <source>Look twice before you key + for blank: small marks are easily missed.</source>
        <translation>按 + 表示空白之前再看一眼：小勾容易漏看。</translation>
    </message>
    <message>
        <source>Key + where the box is empty, * where several are ticked.</source>
        <translation>方框空白按 +,勾了多个按 *。</translation>
    </message>
    <message>
        <source>+ is blank, * several, / not applicable, - illegible.</source>
        <translation>+ 空白，* 多选，/ 不适用，- 无法辨认。</translation>
    </message>
    <message>
        <source>Read long numbers in groups of three or four.</source>
        <translation>长号码按三四位一组读。</translation>
    </message>
    <message>
        <source>Count the characters of long numbers before Enter.</source>
        <translation>长号码在回车前数一数位数。</translation>
    </message>
    <message>
        <source>A key held too long repeats; look at the field before Enter.</source>
        <translation>按键过久会重复；回车前看一眼字段。</translation>
    </message>
    <message>
        <source>Compare a doubtful digit with others in the same hand.</source>
        <translation>存疑的数字与同一笔迹的其他数字对比。</translation>
    </message>
    <message>
        <source>Feel for the dot on the 5 of the numeric pad before you begin.</source>
        <translation>开始前先摸到小键盘 5 键上的凸点。</translation>
    </message>
    <message>
        <source>Look at the paper of these once more.</source>
        <translation>把这些答卷再对照纸看一遍。</translation>
    </message>
    <message>
        <source>Values destroyed since</source>
        <translation>内容已销毁</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>Find a sheet: its number, or its barcode</source>
        <translation>查找答卷：输入编号或扫条码</translation>
    </message>
    <message>
        <source>Enter opens it, Esc goes back. The batch&apos;s code may stand before the number.</source>
        <translation>回车打开，Esc 返回。编号前可以带批次号。</translation>
    </message>
    <message>
        <source>Batches with this number</source>
        <translation>含此编号的批次</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{finding}. Key the same again if the paper says so, or F8 with a reason.</source>
        <translation>{finding}。纸卷确实如此，请再键一次确认，或按 F8 说明。</translation>
    </message>
</context>
<context>
    <name>FirstPassword</name>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Nobody else knows it. If it is lost, an administrator resets it.</source>
        <translation>只有您本人知道。遗失时由管理员重置。</translation>
    </message>
    <message>
        <source>The new password once more</source>
        <translation>再输一次新密码</translation>
    </message>
    <message>
        <source>Take this password</source>
        <translation>使用此密码</translation>
    </message>
    <message>
        <source>Choose your own password</source>
        <translation>请设置自己的密码</translation>
    </message>
    <message>
        <source>Somebody else chose the present one and could sign in your name. What you sign must be yours alone.</source>
        <translation>现在的密码由他人设置，对方可以用您的名义登录。您签名的内容只能由您本人负责，请先更换。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Published forms</source>
        <translation>已发布的问卷</translation>
    </message>
    <message>
        <source>No form yet. Choose an XLSForm workbook below and publish it.</source>
        <translation>还没有问卷。请在下方选择 XLSForm 工作簿并发布。</translation>
    </message>
    <message>
        <source>Workbook (.xlsx)</source>
        <translation>工作簿（.xlsx）</translation>
    </message>
    <message>
        <source>A published version never changes; a changed workbook is a new version. CSV and XML files that it names are taken along if they lie beside it.</source>
        <translation>发布后的版本不再变动；工作簿改动后即为新版本。工作簿引用的 CSV、XML 文件若放在同一文件夹，会一并发布。</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx *.xls)</source>
        <translation>工作簿 (*.xlsx *.xls)</translation>
    </message>
    <message>
        <source>Publish the form</source>
        <translation>发布问卷</translation>
    </message>
    <message>
        <source>Problems in the workbook</source>
        <translation>工作簿中的问题</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Form id</source>
        <translation>问卷代号</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Code on paper</source>
        <translation>纸面版本码</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Visit checklist</source>
        <translation>检查表</translation>
    </message>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>如何修改</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Publish a form</source>
        <translation>发布问卷</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Questionnaires and checklists, newest version first.</source>
        <translation>问卷和检查表，最新版本在前。</translation>
    </message>
    <message>
        <source>Type or choose the workbook to publish.</source>
        <translation>请键入或选择要发布的工作簿。</translation>
    </message>
    <message>
        <source>{file} cannot be read. Check its name and place.</source>
        <translation>无法读取 {file}，请检查文件名和位置。</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>Publishing {file}</source>
        <translation>发布 {file}</translation>
    </message>
    <message>
        <source>Published: {title}, version {code}.</source>
        <translation>已发布：{title}，版本 {code}。</translation>
    </message>
    <message>
        <source>This very version was already published.</source>
        <translation>这个版本此前已发布。</translation>
    </message>
    <message>
        <source>With it: {files}.</source>
        <translation>一并发布：{files}。</translation>
    </message>
    <message>
        <source>Not beside the workbook: {files}. Lists read from there are empty; put the file there and publish again.</source>
        <translation>工作簿所在文件夹里没有：{files}。由此读取的选项为空；请把文件放到同一文件夹后重新发布。</translation>
    </message>
    <message>
        <source>{file} was not published: {n} problems. Mend them and publish again.</source>
        <translation>{file} 未发布：有 {n} 个问题。请修改后重新发布。</translation>
    </message>
</context>
<context>
    <name>FounderStep</name>
    <message>
        <source>Name of the project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Your sign-in name</source>
        <translation>您的登录名</translation>
    </message>
    <message>
        <source>Short, without spaces.</source>
        <translation>简短，不含空格。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>You become the first administrator. Everything stays on this computer, encrypted.</source>
        <translation>您将成为首位管理员。所有数据加密保存在本机。</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type the same one again.</source>
        <translation>两次密码不一致，请重新输入。</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>First steps</source>
        <translation>入门练习</translation>
    </message>
    <message>
        <source>To my work (Enter)</source>
        <translation>开始工作（回车）</translation>
    </message>
    <message>
        <source>No questionnaire is published yet. Come back when there is one.</source>
        <translation>还没有发布问卷，发布后再来练习。</translation>
    </message>
</context>
<context>
    <name>HeirsCard</name>
    <message>
        <source>Recovery key, or the file that it is in</source>
        <translation>恢复密钥，或其所在文件</translation>
    </message>
    <message>
        <source>Hand the batch on</source>
        <translation>移交批次</translation>
    </message>
    <message>
        <source>Batches without an adjudicator</source>
        <translation>没有差异核定人员的批次</translation>
    </message>
    <message>
        <source>Everybody who could open these batches is gone. With the recovery key you can hand them to somebody else; you yourself read nothing of them.</source>
        <translation>能打开这些批次的人都已离开。您可以用恢复密钥把批次移交给他人，您本人看不到其中任何内容。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>New adjudicator</source>
        <translation>新的差异核定人员</translation>
    </message>
    <message>
        <source>This is not this project&apos;s recovery key.</source>
        <translation>这不是本项目的恢复密钥。</translation>
    </message>
    <message>
        <source>{name} can go on with batch {code}.</source>
        <translation>{name} 可以继续处理批次 {code}。</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation>剩余 {n} 秒</translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation>剩余 {n} 分钟</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>batch, sheet, unit or person</source>
        <translation>批次、答卷、机构或人员</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>显示更早的记录</translation>
    </message>
    <message>
        <source>Copy head code</source>
        <translation>复制链首码</translation>
    </message>
    <message>
        <source>Folder for a copy of what the filters show</source>
        <translation>导出所筛选记录的文件夹</translation>
    </message>
    <message>
        <source>Lines as they are chained (NDJSON), and a workbook with old and new values.</source>
        <translation>原样记录（NDJSON，可逐行核对散列值）和含原值、新值的工作簿。</translation>
    </message>
    <message>
        <source>Write the copy</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The chosen event</source>
        <translation>选中的记录</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Nothing fits these filters. Clear one and look again.</source>
        <translation>没有符合条件的记录。请放宽条件后再查。</translation>
    </message>
    <message>
        <source>Head code: {code}</source>
        <translation>链首码：{code}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Concerning</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>From (date)</source>
        <translation>起（日期）</translation>
    </message>
    <message>
        <source>To (date)</source>
        <translation>止（日期）</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Every signed line, newest first. Nothing in it can be changed or removed.</source>
        <translation>逐条签名的记录，最新的在前。任何一条都不能修改或删除。</translation>
    </message>
    <message>
        <source>Head code</source>
        <translation>链首码</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>Type a date like 2026-11-22.</source>
        <translation>请键入日期，如 2026-11-22。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>散列值</translation>
    </message>
    <message>
        <source>Type or choose the folder for the files.</source>
        <translation>请键入或选择存放文件夹。</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Copying the journal</source>
        <translation>导出操作日志</translation>
    </message>
    <message>
        <source>Written: {files}</source>
        <translation>已生成：{files}</translation>
    </message>
    <message>
        <source>The head code is on the clipboard.</source>
        <translation>链首码已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>JournalWords</name>
    <message>
        <source>Project created</source>
        <translation>建立项目</translation>
    </message>
    <message>
        <source>Setting of the project</source>
        <translation>项目设置</translation>
    </message>
    <message>
        <source>Unit recorded</source>
        <translation>登记机构</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation>变更人员</translation>
    </message>
    <message>
        <source>Form published</source>
        <translation>发布问卷</translation>
    </message>
    <message>
        <source>Batch opened</source>
        <translation>建立批次</translation>
    </message>
    <message>
        <source>Key granted</source>
        <translation>授予密钥</translation>
    </message>
    <message>
        <source>Keying signed (level 1)</source>
        <translation>录入签名（一级自查）</translation>
    </message>
    <message>
        <source>Sheet set aside</source>
        <translation>搁置答卷</translation>
    </message>
    <message>
        <source>Keying closed</source>
        <translation>结束录入</translation>
    </message>
    <message>
        <source>Paper or people of a batch</source>
        <translation>批次的纸卷或人员变动</translation>
    </message>
    <message>
        <source>Sheet split off</source>
        <translation>答卷拆入尾批</translation>
    </message>
    <message>
        <source>Readings compared</source>
        <translation>比对两遍录入</translation>
    </message>
    <message>
        <source>Difference opened</source>
        <translation>提出差异</translation>
    </message>
    <message>
        <source>Difference ruled</source>
        <translation>核定差异</translation>
    </message>
    <message>
        <source>Record settled</source>
        <translation>核定答卷</translation>
    </message>
    <message>
        <source>Record checked by rules</source>
        <translation>按规则检查答卷</translation>
    </message>
    <message>
        <source>Query closed</source>
        <translation>结清疑点</translation>
    </message>
    <message>
        <source>Sheet voided</source>
        <translation>答卷作废</translation>
    </message>
    <message>
        <source>Sample drawn</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>Sheet reviewed</source>
        <translation>审核答卷</translation>
    </message>
    <message>
        <source>Batch decided</source>
        <translation>批次审核决定</translation>
    </message>
    <message>
        <source>Report exported</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Personal data destroyed</source>
        <translation>销毁个人信息</translation>
    </message>
    <message>
        <source>Scan attached or removed</source>
        <translation>附加或移除扫描件</translation>
    </message>
    <message>
        <source>Picture written anew</source>
        <translation>照片重新编码</translation>
    </message>
    <message>
        <source>Wrong passwords before</source>
        <translation>登录前密码错误</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>readings that differed</source>
        <translation>不一致的两遍录入</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>papers more than counted</source>
        <translation>比清点数多出的份数</translation>
    </message>
    <message>
        <source>first</source>
        <translation>起</translation>
    </message>
    <message>
        <source>last</source>
        <translation>止</translation>
    </message>
    <message>
        <source>first keying by</source>
        <translation>一录人</translation>
    </message>
    <message>
        <source>second keying by</source>
        <translation>二录人</translation>
    </message>
    <message>
        <source>level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>sheets</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>paper is said to say</source>
        <translation>据称纸上为</translation>
    </message>
    <message>
        <source>fields checked</source>
        <translation>核查字段</translation>
    </message>
    <message>
        <source>fields wrong</source>
        <translation>差错字段</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>临时</translation>
    </message>
    <message>
        <source>revision</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>遍次</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>fields compared</source>
        <translation>比对字段</translation>
    </message>
    <message>
        <source>differences</source>
        <translation>差异数</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>form id</source>
        <translation>问卷代号</translation>
    </message>
    <message>
        <source>belongs to</source>
        <translation>上级机构</translation>
    </message>
    <message>
        <source>active</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>培训日期</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>query</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>head code</source>
        <translation>链首码</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>回收</translation>
    </message>
    <message>
        <source>not returned</source>
        <translation>未回收</translation>
    </message>
    <message>
        <source>spoilt</source>
        <translation>损毁</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>read on paper</source>
        <translation>纸上读到</translation>
    </message>
    <message>
        <source>record</source>
        <translation>核定答卷</translation>
    </message>
    <message>
        <source>kind of error</source>
        <translation>差错类别</translation>
    </message>
    <message>
        <source>values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>ruled by</source>
        <translation>核定人</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>差错率</translation>
    </message>
    <message>
        <source>upper bound</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>fields in the lot</source>
        <translation>本组字段数</translation>
    </message>
    <message>
        <source>judged on</source>
        <translation>判定范围</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>kind of key</source>
        <translation>密钥类别</translation>
    </message>
    <message>
        <source>given to</source>
        <translation>授予</translation>
    </message>
    <message>
        <source>suspected wrong sheet</source>
        <translation>疑为拿错答卷</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>counts together with</source>
        <translation>合并统计的版本</translation>
    </message>
    <message>
        <source>what was done</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>moved to</source>
        <translation>移到</translation>
    </message>
    <message>
        <source>keyed by</source>
        <translation>录入人</translation>
    </message>
    <message>
        <source>wrong in both passes</source>
        <translation>两遍同错</translation>
    </message>
    <message>
        <source>Keying moved here from a wrong sheet</source>
        <translation>录入由录错的答卷移来</translation>
    </message>
    <message>
        <source>Keying found to be of another paper</source>
        <translation>认定录入所据为另一份原件</translation>
    </message>
    <message>
        <source>the project&apos;s key</source>
        <translation>项目密钥</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>place</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>last had by</source>
        <translation>最后经手</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>in place of</source>
        <translation>接替</translation>
    </message>
    <message>
        <source>part</source>
        <translation>分批</translation>
    </message>
    <message>
        <source>split off part</source>
        <translation>拆自分批</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>no longer given to</source>
        <translation>不再发给</translation>
    </message>
    <message>
        <source>SHA-256 before</source>
        <translation>原 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 after</source>
        <translation>新 SHA-256</translation>
    </message>
    <message>
        <source>ends on</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>followed by</source>
        <translation>后继</translation>
    </message>
    <message>
        <source>certified by</source>
        <translation>证明人</translation>
    </message>
    <message>
        <source>together with</source>
        <translation>共同办理人</translation>
    </message>
    <message>
        <source>differences opened</source>
        <translation>新建差异</translation>
    </message>
    <message>
        <source>in Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>demonstration</source>
        <translation>演示项目</translation>
    </message>
    <message>
        <source>wrong passwords for this name</source>
        <translation>本登录名输错密码次数</translation>
    </message>
    <message>
        <source>wrong passwords for names nobody has</source>
        <translation>不存在的登录名输错次数</translation>
    </message>
    <message>
        <source>the count of them was lost</source>
        <translation>计数文件曾丢失或变旧</translation>
    </message>
    <message>
        <source>the project</source>
        <translation>本项目</translation>
    </message>
    <message>
        <source>device {id}</source>
        <translation>设备 {id}</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>加密内容</translation>
    </message>
    <message>
        <source>a part only those concerned can open</source>
        <translation>仅限相关人员打开</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>JudgeDeeds</name>
    <message>
        <source>R  Check records again</source>
        <translation>R  重新检查记录</translation>
    </message>
    <message>
        <source>N  Name a further adjudicator</source>
        <translation>N  增派差异核定人</translation>
    </message>
    <message>
        <source>D  Dismiss an adjudicator</source>
        <translation>D  撤换核定人</translation>
    </message>
    <message>
        <source>Nobody else may rule here. An administrator must add a person to the unit first.</source>
        <translation>没有其他人可在此核定差异。请管理员先为该机构添加人员。</translation>
    </message>
    <message>
        <source>{name} rules on differences from now on, too.</source>
        <translation>{name} 今后也核定差异。</translation>
    </message>
    <message>
        <source>Who rules on differences from now on, besides?</source>
        <translation>今后由谁一同核定差异？</translation>
    </message>
    <message>
        <source>You are the only adjudicator here. Name a further one (N) first.</source>
        <translation>这里只有您一位差异核定人。请先按 N 指定另一位。</translation>
    </message>
    <message>
        <source>{name} opens nothing that is keyed or ruled here from now on.</source>
        <translation>{name} 今后打不开本批次此后录入和核定的内容。</translation>
    </message>
    <message>
        <source>Who rules on differences no longer?</source>
        <translation>谁今后不再核定差异？</translation>
    </message>
    <message>
        <source>Checking the records of {code} again</source>
        <translation>正在重新检查 {code} 的记录</translation>
    </message>
    <message>
        <source>Checked again: {n} records have other findings. See recheck.</source>
        <translation>已重新检查：{n} 份记录的疑点有变化，请到“复核”页处理。</translation>
    </message>
    <message>
        <source>Checked again: the rules in force find nothing else.</source>
        <translation>已重新检查：现行规则没有发现其他疑点。</translation>
    </message>
</context>
<context>
    <name>JudgePanel</name>
    <message>
        <source>You read on the paper</source>
        <translation>您在纸上读到</translation>
    </message>
    <message>
        <source>A  The record is right</source>
        <translation>A  核定答卷正确</translation>
    </message>
    <message>
        <source>R  The record is wrong</source>
        <translation>R  核定答卷有误</translation>
    </message>
    <message>
        <source>What kind of error is it?</source>
        <translation>属于哪类差错？</translation>
    </message>
    <message>
        <source>What does the paper say?</source>
        <translation>纸上写的是什么？</translation>
    </message>
    <message>
        <source>{number} {text}. The record says: {record}</source>
        <translation>{number} {text}。核定答卷为：{record}</translation>
    </message>
    <message>
        <source>The record says</source>
        <translation>核定答卷</translation>
    </message>
    <message>
        <source>That is what the record says. Press Esc and A if it is right.</source>
        <translation>这与核定答卷相同。若它正确，请按 Esc 再按 A。</translation>
    </message>
</context>
<context>
    <name>KeyView</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Esc goes back · P saves all keys as a PDF to print · G: first steps</source>
        <translation>Esc 返回 · P 将全部按键存成 PDF 供打印 · G 入门练习</translation>
    </message>
</context>
<context>
    <name>KeyingPage</name>
    <message>
        <source>{done} of {total} sheets are keyed and signed.</source>
        <translation>已录入并签名 {done} / {total} 份。</translation>
    </message>
    <message>
        <source>The paper is on its way from {at} to {to}; keying goes on when it has been received.</source>
        <translation>纸卷正从 {at} 送往 {to}，签收后继续录入。</translation>
    </message>
    <message>
        <source>This one is begun; it goes on where you left it.</source>
        <translation>这一份已经开始，将从上次的位置继续。</translation>
    </message>
    <message>
        <source>This one came back: another paper was keyed under its number.</source>
        <translation>这份退回重录：之前在此编号下录入的是另一份原件。</translation>
    </message>
    <message>
        <source>Begun and out of the pile (set aside, lost or void): {n}. Their whole number opens them.</source>
        <translation>已开始但不在待录之列（搁置、丢失或作废）：{n} 份。键入完整编号可打开。</translation>
    </message>
    <message>
        <source>Set this sheet aside: why?</source>
        <translation>搁置这份答卷：原因？</translation>
    </message>
    <message>
        <source>Sheet {serial}: {sentence}</source>
        <translation>答卷 {serial}：{sentence}</translation>
    </message>
    <message>
        <source>Sheet {serial} is set aside.</source>
        <translation>答卷 {serial} 已搁置。</translation>
    </message>
    <message>
        <source>Sheet {serial} is signed and submitted.</source>
        <translation>答卷 {serial} 已签名提交。</translation>
    </message>
    <message>
        <source>{unit} · batch {code}</source>
        <translation>{unit} · 批次 {code}</translation>
    </message>
    <message>
        <source>Keying</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Sheet {serial}</source>
        <translation>答卷 {serial}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>The option with that code. What stood in the field is replaced; the cursor goes on as soon as no longer code is possible.</source>
        <translation>选择该编码的选项。原有内容被替换；不可能有更长编码时光标自动前进。</translation>
    </message>
    <message>
        <source>Accept, save, next question that applies</source>
        <translation>确认、保存，转到下一个适用的题目</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一题</translation>
    </message>
    <message>
        <source>Left blank on the paper (Ctrl+1 in every field)</source>
        <translation>纸卷上空白（任何字段可用 Ctrl+1）</translation>
    </message>
    <message>
        <source>Several ticked where one is allowed (Ctrl+2)</source>
        <translation>单选题勾了多个（Ctrl+2）</translation>
    </message>
    <message>
        <source>Not applicable (Ctrl+3)</source>
        <translation>不适用（Ctrl+3）</translation>
    </message>
    <message>
        <source>Illegible (Ctrl+4)</source>
        <translation>看不清（Ctrl+4）</translation>
    </message>
    <message>
        <source>The same four in text, dates and negative numbers</source>
        <translation>文字、日期和负数字段中的上述四种情况</translation>
    </message>
    <message>
        <source>Refused to answer (interview forms only)</source>
        <translation>拒答（仅限访问问卷）</translation>
    </message>
    <message>
        <source>List of the options, type to search</source>
        <translation>选项列表，键入可查找</translation>
    </message>
    <message>
        <source>In a multiple-choice question: the next code</source>
        <translation>多选题：下一个编码</translation>
    </message>
    <message>
        <source>Go to a question by number or text</source>
        <translation>按题号或文字跳转</translation>
    </message>
    <message>
        <source>Next, previous question that is open or flagged</source>
        <translation>下一个、上一个未答或有提示的题目</translation>
    </message>
    <message>
        <source>Note on this question; confirms a warning with its reason</source>
        <translation>给此题写备注；也用于说明并确认提示</translation>
    </message>
    <message>
        <source>Previous, next section</source>
        <translation>上一部分、下一部分</translation>
    </message>
    <message>
        <source>Undo, redo the last accepted answer, also after a restart</source>
        <translation>撤销、重做最近确认的答案，重启后也可以</translation>
    </message>
    <message>
        <source>One more line of a repeated group</source>
        <translation>重复组增加一行</translation>
    </message>
    <message>
        <source>Take this line of a repeated group away; the later ones move up</source>
        <translation>删去重复组的这一行；后面的行上移</translation>
    </message>
    <message>
        <source>Set this sheet aside with a reason</source>
        <translation>注明原因后搁置这份答卷</translation>
    </message>
    <message>
        <source>Clear what is typed or close a list; never leaves the sheet</source>
        <translation>清除键入内容或关闭列表，不会离开答卷</translation>
    </message>
    <message>
        <source>What is still open; once more: sign and submit</source>
        <translation>查看未了事项；再按一次签名提交</translation>
    </message>
    <message>
        <source>On every page: find a sheet by its number or barcode</source>
        <translation>在任何页面：按编号或条码查找答卷</translation>
    </message>
    <message>
        <source>Attach the document camera&apos;s newest picture to this sheet</source>
        <translation>把高拍仪最新的照片附加到此答卷</translation>
    </message>
    <message>
        <source>Scan: previous, next page</source>
        <translation>扫描件：上一页、下一页</translation>
    </message>
    <message>
        <source>Scan: larger, smaller, page width</source>
        <translation>扫描件：放大、缩小、页宽</translation>
    </message>
    <message>
        <source>Scan: turn by a quarter</source>
        <translation>扫描件：旋转 90°</translation>
    </message>
    <message>
        <source>Scan: look further left, right, up, down</source>
        <translation>扫描件：向左、右、上、下移动</translation>
    </message>
    <message>
        <source>Scan over the whole window; again or Esc: back</source>
        <translation>扫描件铺满窗口；再按一次或 Esc 返回</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>锁定屏幕</translation>
    </message>
    <message>
        <source>These keys; there, P saves them to print</source>
        <translation>本按键表；在其中按 P 存成可打印的 PDF</translation>
    </message>
    <message>
        <source>Take the first, the second reading</source>
        <translation>取第一个、第二个读数</translation>
    </message>
    <message>
        <source>Both are wrong: type what the paper says</source>
        <translation>两个都不对：按纸卷录入</translation>
    </message>
    <message>
        <source>Illegible on the paper</source>
        <translation>纸上看不清</translation>
    </message>
    <message>
        <source>While typing: blank, several ticked, not applicable, illegible</source>
        <translation>输入时：空白、多选、不适用、看不清</translation>
    </message>
    <message>
        <source>Note on this ruling</source>
        <translation>核定备注</translation>
    </message>
    <message>
        <source>Record the ruling, next difference</source>
        <translation>记录核定，下一处差异</translation>
    </message>
    <message>
        <source>Next, previous difference without ruling</source>
        <translation>下一处、上一处差异（不核定）</translation>
    </message>
    <message>
        <source>All answers of the sheet; again: differences only</source>
        <translation>本答卷全部题目；再按一次：只看差异</translation>
    </message>
    <message>
        <source>Both keyings whole: one of them is of another paper</source>
        <translation>两遍录入整份对照：其中一遍录自另一份原件</translation>
    </message>
    <message>
        <source>Print the pull list and the differences in paper order</source>
        <translation>打印调卷单和按纸卷顺序的差异核对单</translation>
    </message>
    <message>
        <source>What the paper says, before the record is shown</source>
        <translation>先录入纸上内容，再显示核定答卷</translation>
    </message>
    <message>
        <source>The record is right</source>
        <translation>核定答卷正确</translation>
    </message>
    <message>
        <source>The record is wrong; then what the paper says</source>
        <translation>核定答卷有误，再录入纸上内容</translation>
    </message>
    <message>
        <source>What kind of error it is</source>
        <translation>差错类别</translation>
    </message>
    <message>
        <source>Next question that is open, the one before</source>
        <translation>下一个待查题目、上一题</translation>
    </message>
    <message>
        <source>When all is checked: record the review</source>
        <translation>全部查完后：记录审核</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异核对</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a number of the scale</source>
        <translation>量表上的数字</translation>
    </message>
    <message>
        <source>a date: 20261122 or 1122</source>
        <translation>日期：20261122 或 1122</translation>
    </message>
    <message>
        <source>a time: 0915 or 9:15</source>
        <translation>时间：0915 或 9:15</translation>
    </message>
    <message>
        <source>date and time: 202611220915</source>
        <translation>日期时间：202611220915</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>1 where it is ticked</source>
        <translation>已勾选键 1</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a code of its list (F9)</source>
        <translation>列表中的编码（F9）</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>check and sign</source>
        <translation>检查并签名</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>已保存 {time}</translation>
    </message>
</context>
<context>
    <name>LostPassword</name>
    <message>
        <source>No administrator is left: add a new one</source>
        <translation>已没有管理员：新增一位管理员</translation>
    </message>
    <message>
        <source>Recovery key, or the file that it is in</source>
        <translation>恢复密钥，或其所在文件</translation>
    </message>
    <message>
        <source>It was shown once when the project was made, and is kept in the safe.</source>
        <translation>创建项目时只显示过一次，应保存在保险柜中。</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The new password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>Password lost</source>
        <translation>密码丢失</translation>
    </message>
    <message>
        <source>Ask an administrator to reset it. With the recovery key it can be set here, and nothing is lost.</source>
        <translation>请管理员重置密码。如有恢复密钥，可在此设置新密码，不会丢失任何数据。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>Nobody of this name can sign in. Check the spelling.</source>
        <translation>没有此登录名的人员。请检查拼写。</translation>
    </message>
    <message>
        <source>This is not this project&apos;s recovery key. Check the file or type it again.</source>
        <translation>这不是本项目的恢复密钥。请检查文件或重新键入。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Twinkey</source>
        <translation>双遍录入</translation>
    </message>
</context>
<context>
    <name>Meanings</name>
    <message>
        <source>recorded it</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>certified that these keys are this person&apos;s</source>
        <translation>证明这些密钥属于此人</translation>
    </message>
    <message>
        <source>changed the person&apos;s name, roles or training</source>
        <translation>更改此人的姓名、角色或培训</translation>
    </message>
    <message>
        <source>removed the person</source>
        <translation>移除此人</translation>
    </message>
    <message>
        <source>confirmed the temporary operator</source>
        <translation>确认临时录入员</translation>
    </message>
    <message>
        <source>replaced the person&apos;s keys</source>
        <translation>更换此人的密钥</translation>
    </message>
    <message>
        <source>ended the wait after wrong passwords</source>
        <translation>解除密码错误后的等待</translation>
    </message>
    <message>
        <source>took another password</source>
        <translation>更改本人密码</translation>
    </message>
    <message>
        <source>published the form</source>
        <translation>发布问卷</translation>
    </message>
    <message>
        <source>opened the batch and assigned its posts</source>
        <translation>建立批次并指定岗位</translation>
    </message>
    <message>
        <source>granted a key</source>
        <translation>授予密钥</translation>
    </message>
    <message>
        <source>accounted for the paper or the people of a batch</source>
        <translation>对批次的纸卷或人员作出说明</translation>
    </message>
    <message>
        <source>keyed what the paper says, and checked it</source>
        <translation>按纸面录入并自查</translation>
    </message>
    <message>
        <source>ended the keying</source>
        <translation>结束录入</translation>
    </message>
    <message>
        <source>ruled from the paper</source>
        <translation>按纸面核定差异</translation>
    </message>
    <message>
        <source>settled the record</source>
        <translation>核定答卷</translation>
    </message>
    <message>
        <source>ruled that a sheet was keyed from another paper</source>
        <translation>核定某份录入所据为另一份原件</translation>
    </message>
    <message>
        <source>rechecked and answered the query</source>
        <translation>复核并答复疑点</translation>
    </message>
    <message>
        <source>declared the sheet void</source>
        <translation>判定答卷作废</translation>
    </message>
    <message>
        <source>erased the sheet&apos;s data</source>
        <translation>删除答卷数据</translation>
    </message>
    <message>
        <source>drew the sample</source>
        <translation>抽取样本</translation>
    </message>
    <message>
        <source>reviewed the sheet</source>
        <translation>审核答卷</translation>
    </message>
    <message>
        <source>approved the batch at this level</source>
        <translation>本级审核通过批次</translation>
    </message>
    <message>
        <source>returned the batch</source>
        <translation>退回批次</translation>
    </message>
    <message>
        <source>asked for more sheets before deciding</source>
        <translation>要求增加样本后再判定</translation>
    </message>
</context>
<context>
    <name>MyKeyingPage</name>
    <message>
        <source>My keying</source>
        <translation>我的录入</translation>
    </message>
    <message>
        <source>Back to my work</source>
        <translation>回到我的工作</translation>
    </message>
    <message>
        <source>No figures yet. They come from approved batches of your unit that other people keyed: from those that you keyed, the mistakes of a colleague could be worked out.</source>
        <translation>暂无数据。数据来自本机构已批准、由他人录入的批次：从您录入的批次可以推算出同事的差错，所以不计入。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Wrong values</source>
        <translation>录错的值</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>差错规律</translation>
    </message>
    <message>
        <source>Confused values</source>
        <translation>混淆的值</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>按周</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Only you see this page.</source>
        <translation>此页只有您本人能看到。</translation>
    </message>
    <message>
        <source>No sheet signed yet. Key one from My work; your figures then stand here, and only you see them.</source>
        <translation>还没有签署的答卷。请从“我的工作”录入一份，数据随后显示在这里，只有您本人能看到。</translation>
    </message>
    <message>
        <source>Sheets signed</source>
        <translation>已签署答卷</translation>
    </message>
    <message>
        <source>Seconds per field (median)</source>
        <translation>每字段秒数(中位数)</translation>
    </message>
    <message>
        <source>Wrong fields</source>
        <translation>录错字段</translation>
    </message>
    <message>
        <source>Wrong per 1,000 (95 %)</source>
        <translation>每千字段录错(95 %)</translation>
    </message>
    <message>
        <source>{n} sheets wait: their wrong values are shown when the whole batch is settled and level 2 has drawn its sample. Until then keying stays blind.</source>
        <translation>{n} 份答卷尚待：整批核定且二级抽样之后才显示录错的值，此前保持盲录。</translation>
    </message>
    <message>
        <source>{n} sheets cannot be counted: a new password from an administrator, or an erasure, took their key away.</source>
        <translation>{n} 份答卷无法计入：管理员重设密码或数据销毁后，其密钥已不存在。</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Pauses over {s} s (h:min)</source>
        <translation>停顿超过 {s} 秒(时：分)</translation>
    </message>
    <message>
        <source>Keyed</source>
        <translation>录入值</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>核定值</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>规律</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签署日期</translation>
    </message>
    <message>
        <source>Text of the question</source>
        <translation>题目内容</translation>
    </message>
    <message>
        <source>No wrong value is known. They appear here when a whole batch is settled and level 2 has drawn its sample. Go on with My work.</source>
        <translation>目前没有录错的值。整批核定且二级抽样之后，录错的值显示在这里。请继续“我的工作”。</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段数</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>改进办法</translation>
    </message>
    <message>
        <source>No pattern yet: nothing wrong is known.</source>
        <translation>暂无规律：没有已知的差错。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>No value was keyed for the same other one twice: once is chance.</source>
        <translation>没有两次以上的同样混淆：一次属于偶然。</translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>周(起始日)</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Fields per hour</source>
        <translation>每小时字段数</translation>
    </message>
    <message>
        <source>No sheet signed yet.</source>
        <translation>还没有签署的答卷。</translation>
    </message>
</context>
<context>
    <name>NoCamera</name>
    <message>
        <source>On a real sheet this attaches its newest picture; practice takes none.</source>
        <translation>正式答卷上，此键会附上最新拍摄的图片；练习不拍图。</translation>
    </message>
</context>
<context>
    <name>OpenBatchPage</name>
    <message>
        <source>Open the batch</source>
        <translation>建立批次</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>新建批次</translation>
    </message>
    <message>
        <source>One stack of paper of one form from one unit, or one month of visits.</source>
        <translation>同一机构、同一问卷的一叠答卷，或一个月的暗访。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Month (year-month)</source>
        <translation>月份（年-月）</translation>
    </message>
    <message>
        <source>Batch code</source>
        <translation>批次编码</translation>
    </message>
    <message>
        <source>Deadline (may be left open)</source>
        <translation>期限（可不填）</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸质答卷</translation>
    </message>
    <message>
        <source>First serial</source>
        <translation>起始编号</translation>
    </message>
    <message>
        <source>Last serial</source>
        <translation>末尾编号</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>回收</translation>
    </message>
    <message>
        <source>Not returned</source>
        <translation>未回收</translation>
    </message>
    <message>
        <source>Spoilt</source>
        <translation>损毁</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Arrow keys choose, Space ticks. Nobody holds two posts of one batch.</source>
        <translation>方向键选择，空格键勾选。同一批次中一人只能担任一个岗位。</translation>
    </message>
    <message>
        <source>Issued {issued} = returned {returned} + not returned {missing} + spoilt {spoilt}</source>
        <translation>发放 {issued} = 回收 {returned} + 未回收 {missing} + 损毁 {spoilt}</translation>
    </message>
    <message>
        <source>{sum}: does not add up, the sum is {accounted}. Count again.</source>
        <translation>{sum}：不相符，右边合计为 {accounted}。请重新清点。</translation>
    </message>
    <message>
        <source>An administrator must publish a form and record a unit first.</source>
        <translation>请管理员先发布问卷并登记机构。</translation>
    </message>
    <message>
        <source>Batch {code} is open.</source>
        <translation>批次 {code} 已建立。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>My work</source>
        <translation>我的工作</translation>
    </message>
    <message>
        <source>Keying</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门练习</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异核定</translation>
    </message>
    <message>
        <source>My keying</source>
        <translation>我的录入</translation>
    </message>
    <message>
        <source>Recheck</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>神秘顾客检查</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>录入暗访</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>新建批次</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>项目设置</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>我的账户</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
</context>
<context>
    <name>PaperCard</name>
    <message>
        <source>The paper in your hand</source>
        <translation>您手中的纸卷</translation>
    </message>
    <message>
        <source>No. {serial}</source>
        <translation>编号 {serial}</translation>
    </message>
    <message>
        <source>{serial} (last had by {name})</source>
        <translation>{serial}（最后经手：{name}）</translation>
    </message>
    <message>
        <source>Lost in house: {sheets}</source>
        <translation>内部遗失：{sheets}</translation>
    </message>
    <message>
        <source>Paper: {place}</source>
        <translation>纸卷：{place}</translation>
    </message>
    <message>
        <source>to be finished by {day}</source>
        <translation>期限 {day}</translation>
    </message>
    <message>
        <source>handed over by {name}</source>
        <translation>{name} 交出</translation>
    </message>
    <message>
        <source>received by {name}</source>
        <translation>{name} 签收</translation>
    </message>
    <message>
        <source>Issued {issued} = returned {returned} + not returned {missing} + spoilt {spoilt}</source>
        <translation>发放 {issued} = 回收 {returned} + 未回收 {missing} + 损毁 {spoilt}</translation>
    </message>
    <message>
        <source>Returned {returned} = keyed {keyed} + waiting {waiting} + void {void} + lost in house {lost}</source>
        <translation>回收 {returned} = 已录 {keyed} + 待录 {waiting} + 作废 {void} + 内部遗失 {lost}</translation>
    </message>
</context>
<context>
    <name>PaperDeeds</name>
    <message>
        <source>C  Count the paper again</source>
        <translation>C  重新清点份数</translation>
    </message>
    <message>
        <source>B  Set the deadline</source>
        <translation>B  设定期限</translation>
    </message>
    <message>
        <source>P  Receive the paper</source>
        <translation>P  签收纸卷</translation>
    </message>
    <message>
        <source>P  Hand the paper over</source>
        <translation>P  交出纸卷</translation>
    </message>
    <message>
        <source>The paper is at {unit}; you have received it.</source>
        <translation>纸卷已在 {unit}，由您签收。</translation>
    </message>
    <message>
        <source>The paper is on its way to {unit}; you have handed it over.</source>
        <translation>纸卷正送往 {unit}，由您交出。</translation>
    </message>
    <message>
        <source>Where does the paper go? You sign that you hand it over.</source>
        <translation>纸卷送往哪里？您将签名确认交出。</translation>
    </message>
    <message>
        <source>Issued, returned, not returned, spoilt: four numbers</source>
        <translation>发放、回收、未收回、损毁：四个数字</translation>
    </message>
    <message>
        <source>Type four whole numbers with a blank between them, like 200 198 1 1.</source>
        <translation>请输入四个整数，用空格隔开，例如 200 198 1 1。</translation>
    </message>
    <message>
        <source>Why is the count another one?</source>
        <translation>份数为何变动？</translation>
    </message>
    <message>
        <source>The paper is counted again.</source>
        <translation>份数已更正。</translation>
    </message>
    <message>
        <source>By which day is the batch to be finished? Nothing typed: no deadline.</source>
        <translation>批次应在哪天前完成？不填表示不设期限。</translation>
    </message>
    <message>
        <source>The deadline is set.</source>
        <translation>期限已设定。</translation>
    </message>
</context>
<context>
    <name>PaperField</name>
    <message>
        <source>Type what the paper says: + if left blank, - if illegible.</source>
        <translation>请录入纸上的内容：空白键入 +，不清键入 -。</translation>
    </message>
</context>
<context>
    <name>PaperWords</name>
    <message>
        <source>on its way: {at} → {to}</source>
        <translation>在途：{at} → {to}</translation>
    </message>
    <message>
        <source>here</source>
        <translation>本处</translation>
    </message>
    <message>
        <source>-S</source>
        <translation>-补</translation>
    </message>
    <message>
        <source>The number behind {mark} on the paper</source>
        <translation>纸上“{mark}”后面的号码</translation>
    </message>
    <message>
        <source>Page {page} is missing.</source>
        <translation>缺第 {page} 页。</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for: {title}</source>
        <translation>浏览：{title}</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Nobody yet. Add the first person at the right.</source>
        <translation>还没有人员。请在右侧添加第一位。</translation>
    </message>
    <message>
        <source>Add the person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Add for 30 days</source>
        <translation>添加（30 天）</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>In this unit and all below it</source>
        <translation>所辖机构（含下级）</translation>
    </message>
    <message>
        <source>Shopper training (date)</source>
        <translation>检查员培训日期</translation>
    </message>
    <message>
        <source>Only trained shoppers may record visits.</source>
        <translation>只有受过培训的检查员可以录入暗访。</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Tell it to this person only.</source>
        <translation>请只告知本人。</translation>
    </message>
    <message>
        <source>The password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Has to wait after wrong passwords</source>
        <translation>密码错误，须等待</translation>
    </message>
    <message>
        <source>Temporary until {date}</source>
        <translation>临时，有效期至 {date}</translation>
    </message>
    <message>
        <source>Active, trained {date}</source>
        <translation>在用，{date} 已培训</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>New temporary operator</source>
        <translation>新增临时录入员</translation>
    </message>
    <message>
        <source>A clerk of your unit who may work for 30 days. Head office can confirm later.</source>
        <translation>本机构的录入员，可工作 30 天。之后可由总行确认。</translation>
    </message>
    <message>
        <source>Who may sign in, and what each may be asked to do in which unit.</source>
        <translation>谁可以登录，以及各人在哪个机构承担哪些工作。</translation>
    </message>
    <message>
        <source>Type the name this person signs in with.</source>
        <translation>请键入此人的登录名。</translation>
    </message>
    <message>
        <source>Type the person&apos;s full name.</source>
        <translation>请键入此人的姓名。</translation>
    </message>
    <message>
        <source>Type a date like 2026-11-22.</source>
        <translation>请键入日期，如 2026-11-22。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
    <message>
        <source>{name} can sign in as {login}.</source>
        <translation>{name} 可以用 {login} 登录了。</translation>
    </message>
</context>
<context>
    <name>PeopleStep</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation>还没有人员。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>开始工作</translation>
    </message>
    <message>
        <source>A batch needs two clerks, at least two people who rule on differences, and one each for the spot check and the final review.</source>
        <translation>一个批次需要两位录入员、至少两位差异核定人，以及抽查和终审各一人。</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>请填写。</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>In this unit and all below it</source>
        <translation>所辖机构（含下级）</translation>
    </message>
    <message>
        <source>Shopper training (date)</source>
        <translation>检查员培训日期</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Tell it to this person only, who should change it at once.</source>
        <translation>请只告知本人，并请其立即更改。</translation>
    </message>
    <message>
        <source>The password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Sign-in name of the second person</source>
        <translation>第二人的登录名</translation>
    </message>
    <message>
        <source>Password of the second person</source>
        <translation>第二人的密码</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>{name}: done (“{deed}”).</source>
        <translation>{name}：已完成（“{deed}”）。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
    <message>
        <source>Type a date like 2026-11-22.</source>
        <translation>请键入日期，如 2026-11-22。</translation>
    </message>
    <message>
        <source>This needs two different people of the unit, neither of them this one.</source>
        <translation>须由该机构的两名不同人员共同操作，且都不能是此人本人。</translation>
    </message>
</context>
<context>
    <name>PostBox</name>
    <message>
        <source>{n} may take it</source>
        <translation>可担任者 {n} 人</translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message>
        <source>Go on by itself as soon as no longer code is possible</source>
        <translation>不可能有更长编码时自动前进</translation>
    </message>
    <message>
        <source>Beep when something is refused or contradicts</source>
        <translation>被拒绝或有矛盾时发出提示音</translation>
    </message>
    <message>
        <source>after {n} minutes</source>
        <translation>{n} 分钟后</translation>
    </message>
    <message>
        <source>Show the first steps to clerks new at this computer</source>
        <translation>向初次使用本机的录入员显示入门练习</translation>
    </message>
    <message>
        <source>First steps now</source>
        <translation>现在做入门练习</translation>
    </message>
    <message>
        <source>All keys (F1)</source>
        <translation>全部按键（F1）</translation>
    </message>
    <message>
        <source>Save the keys as a PDF to print</source>
        <translation>将按键表存为 PDF 供打印</translation>
    </message>
    <message>
        <source>Folder for PDFs to print</source>
        <translation>打印用 PDF 的文件夹</translation>
    </message>
    <message>
        <source>Enter keeps it.</source>
        <translation>按回车保存。</translation>
    </message>
    <message>
        <source>after {n} minutes, as the project says</source>
        <translation>{n} 分钟后，按项目设置</translation>
    </message>
    <message>
        <source>Language, colours and text size are in the line at the foot of the window.</source>
        <translation>语言、配色和文字大小在窗口底部设置。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Keying</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张与图片</translation>
    </message>
    <message>
        <source>When nobody is here</source>
        <translation>无人操作时</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>锁定屏幕</translation>
    </message>
    <message>
        <source>PDFs to print are put into {path}</source>
        <translation>打印用 PDF 将存入 {path}</translation>
    </message>
    <message>
        <source>Folder of the document camera</source>
        <translation>高拍仪的文件夹</translation>
    </message>
    <message>
        <source>F4 on the entry page attaches its newest picture to the sheet. Enter keeps it.</source>
        <translation>在录入页按 F4，即把其中最新的照片附加到该答卷。按回车保存。</translation>
    </message>
</context>
<context>
    <name>PrintDeeds</name>
    <message>
        <source>S  Print the serial list</source>
        <translation>S  打印编号清单</translation>
    </message>
</context>
<context>
    <name>PrintedSection</name>
    <message>
        <source>On the paper: {section}</source>
        <translation>纸卷所印：{section}</translation>
    </message>
</context>
<context>
    <name>Prints</name>
    <message>
        <source>Writing a PDF</source>
        <translation>正在生成 PDF</translation>
    </message>
    <message>
        <source>The PDF is in {path}</source>
        <translation>PDF 已存为 {path}</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>List what is due</source>
        <translation>列出到期答卷</translation>
    </message>
    <message>
        <source>Sheets found</source>
        <translation>查到的答卷</translation>
    </message>
    <message>
        <source>Folder for the destruction list</source>
        <translation>销毁清单存放文件夹</translation>
    </message>
    <message>
        <source>A workbook and a PDF in both languages, to sign and file.</source>
        <translation>一个工作簿和中英文 PDF 各一份，供签字归档。</translation>
    </message>
    <message>
        <source>Destroy</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Write the list again</source>
        <translation>重新打印清单</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>已销毁</translation>
    </message>
    <message>
        <source>Nothing was destroyed yet.</source>
        <translation>尚无销毁记录。</translation>
    </message>
    <message>
        <source>Finished what was journaled before: {n} sheets.</source>
        <translation>已补办此前登记的销毁：{n} 份。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>By</source>
        <translation>执行人</translation>
    </message>
    <message>
        <source>Customer number, or batch/sheet</source>
        <translation>客户编号，或 批次/答卷号</translation>
    </message>
    <message>
        <source>As on the paper: the number in a field of personal data, or E01-202611-01/0003.</source>
        <translation>与纸卷一致：个人信息栏中的编号，或如 E01-202611-01/0003。</translation>
    </message>
    <message>
        <source>Kept for (months)</source>
        <translation>保存期（月）</translation>
    </message>
    <message>
        <source>Months since the batch&apos;s own month.</source>
        <translation>从批次所属月份起算。</translation>
    </message>
    <message>
        <source>The keys of the ticked sheets are destroyed: personal data, open text, photos and both keyings can never be read again. Other answers still count; the journal stays whole. Backups made before still hold the keys.</source>
        <translation>所勾选答卷的密钥将被销毁：个人信息、开放题文字、照片和两遍录入永远不能再读出。其他答案仍作统计，操作日志保持完整。此前的备份仍含这些密钥。</translation>
    </message>
    <message>
        <source>Number of the request or of the rule</source>
        <translation>申请编号或制度依据</translation>
    </message>
    <message>
        <source>It is journaled for good: write no name.</source>
        <translation>将永久记入操作日志，请勿填写姓名。</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Deleted when a person asks for it, or when it was kept long enough.</source>
        <translation>应本人要求或保存期满时删除。</translation>
    </message>
    <message>
        <source>Type a customer number or batch/sheet.</source>
        <translation>请键入客户编号或 批次/答卷号。</translation>
    </message>
    <message>
        <source>Looking for a customer</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Type a number of months, like 24.</source>
        <translation>请键入月数，例如 24。</translation>
    </message>
    <message>
        <source>Found: {n}. Tick with Space what is to be destroyed.</source>
        <translation>查到 {n} 份。用空格键勾选要销毁的答卷。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有查到。</translation>
    </message>
    <message>
        <source>{n} more are not settled yet: settle them or declare them void first.</source>
        <translation>另有 {n} 份尚未核定：请先核定或认定无效。</translation>
    </message>
    <message>
        <source>Tick at least one sheet.</source>
        <translation>请至少勾选一份答卷。</translation>
    </message>
    <message>
        <source>Type or choose the folder for the list.</source>
        <translation>请键入或选择清单的存放文件夹。</translation>
    </message>
    <message>
        <source>Destroy {n} for good: press once more</source>
        <translation>永久销毁 {n} 份：请再按一次</translation>
    </message>
    <message>
        <source>Destroying …</source>
        <translation>正在销毁…</translation>
    </message>
    <message>
        <source>Destroying keys</source>
        <translation>销毁密钥</translation>
    </message>
    <message>
        <source>The list is written: {files}.</source>
        <translation>清单已生成：{files}。</translation>
    </message>
    <message>
        <source>Destroyed: {n}.</source>
        <translation>已销毁 {n} 份。</translation>
    </message>
</context>
<context>
    <name>ProofStep</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Or type the key</source>
        <translation>或键入密钥</translation>
    </message>
    <message>
        <source>Read the file</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>Create the project</source>
        <translation>创建项目</translation>
    </message>
    <message>
        <source>The project is created only when the key has come back unharmed.</source>
        <translation>密钥核对无误后才会创建项目。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its name and place.</source>
        <translation>无法读取文件，请核对文件名和位置。</translation>
    </message>
    <message>
        <source>There is no recovery key in this file.</source>
        <translation>文件中没有恢复密钥。</translation>
    </message>
</context>
<context>
    <name>QueryCard</name>
    <message>
        <source>Sheet {serial} of {batch}</source>
        <translation>批次 {batch} 答卷 {serial}</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>规则：{rule}</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>Note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>不需填写</translation>
    </message>
    <message>
        <source>several may apply; Enter goes on</source>
        <translation>可多选，选完按回车</translation>
    </message>
    <message>
        <source>{n} options, F9 lists them</source>
        <translation>共 {n} 个选项，按 F9 列出</translation>
    </message>
    <message>
        <source>Confirmed, goes to recheck: {sentence}</source>
        <translation>已确认，将转复核：{sentence}</translation>
    </message>
</context>
<context>
    <name>QuestionsTable</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Text of the question</source>
        <translation>题目内容</translation>
    </message>
    <message>
        <source>Sheets that differ</source>
        <translation>有差异的答卷</translation>
    </message>
    <message>
        <source>Per 1,000 sheets (95 %)</source>
        <translation>每千份(95 %)</translation>
    </message>
    <message>
        <source>Average question</source>
        <translation>平均每题</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Questions that differ</source>
        <translation>差异题目</translation>
    </message>
    <message>
        <source>Clearly above the average: the form may be at fault</source>
        <translation>明显高于平均：可能是问卷设计的问题</translation>
    </message>
    <message>
        <source>Within chance</source>
        <translation>属偶然范围</translation>
    </message>
</context>
<context>
    <name>ReadingCard</name>
    <message>
        <source>the paper says this</source>
        <translation>纸卷如此</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>The barcode is this sheet&apos;s own: it is open, and no question was answered.</source>
        <translation>扫到的正是本答卷的条码：答卷已打开，未作答任何题目。</translation>
    </message>
    <message>
        <source>The barcode “{text}” is no sheet that you key here.</source>
        <translation>条码“{text}”不是您在此录入的答卷。</translation>
    </message>
    <message>
        <source>The barcode opened sheet {serial}; on sheet {before} it answered nothing.</source>
        <translation>已按条码打开答卷 {serial}；条码未作答答卷 {before} 的任何题目。</translation>
    </message>
    <message>
        <source>“{text}” was read as a barcode.</source>
        <translation>“{text}”被识别为条码。</translation>
    </message>
    <message>
        <source>No question was answered.</source>
        <translation>未作答任何题目。</translation>
    </message>
</context>
<context>
    <name>RecheckPage</name>
    <message>
        <source>Recheck</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Nothing to recheck. Queries appear here when a rule finds a contradiction.</source>
        <translation>没有待复核的疑点。规则发现矛盾时，疑点会出现在这里。</translation>
    </message>
    <message>
        <source>Open queries: {n}. Take the paper, look, decide.</source>
        <translation>有 {n} 个疑点未结。请取出纸质答卷，核对后决定。</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What the rule says</source>
        <translation>规则说明</translation>
    </message>
    <message>
        <source>Query on sheet {serial}: {outcome}.</source>
        <translation>答卷 {serial} 的疑点：{outcome}。</translation>
    </message>
</context>
<context>
    <name>RecheckWords</name>
    <message>
        <source>Contradictory answers</source>
        <translation>答案自相矛盾</translation>
    </message>
    <message>
        <source>Too many answers missing</source>
        <translation>缺答过多</translation>
    </message>
    <message>
        <source>Does not belong to those asked</source>
        <translation>不属于调查对象</translation>
    </message>
    <message>
        <source>Illegible</source>
        <translation>字迹不清</translation>
    </message>
    <message>
        <source>Handed in twice</source>
        <translation>重复提交</translation>
    </message>
    <message>
        <source>Not meant seriously</source>
        <translation>恶意作答</translation>
    </message>
    <message>
        <source>Of another month</source>
        <translation>不在调查期内</translation>
    </message>
    <message>
        <source>A trial sheet</source>
        <translation>试填答卷</translation>
    </message>
    <message>
        <source>Nothing is filled in</source>
        <translation>整份空白</translation>
    </message>
    <message>
        <source>A page is missing</source>
        <translation>缺页</translation>
    </message>
    <message>
        <source>The paper is lost</source>
        <translation>答卷遗失</translation>
    </message>
    <message>
        <source>Perhaps filled in by nobody asked</source>
        <translation>疑似代填或编造</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery key</source>
        <translation>恢复密钥</translation>
    </message>
    <message>
        <source>Save it in this file</source>
        <translation>保存到此文件</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>This key opens the project when passwords are lost. It is shown only now. Keep it on a stick or on paper in the safe, not on this computer. Without it a lost password means lost data.</source>
        <translation>密码遗失时可用此密钥打开项目。它只显示这一次。请存入 U 盘或抄在纸上锁入保险柜，不要留在本机。没有它，丢失密码就等于丢失数据。</translation>
    </message>
    <message>
        <source>There is already such a file. Choose another name.</source>
        <translation>该文件已存在，请换一个名称。</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another place.</source>
        <translation>无法写入该位置，请另选位置。</translation>
    </message>
    <message>
        <source>Saved. Next, prove that you can read it.</source>
        <translation>已保存。接下来验证您能读出它。</translation>
    </message>
</context>
<context>
    <name>RefusalWindow</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>No batch to report on yet. Batches appear here once they are settled.</source>
        <translation>还没有可出报告的批次。批次核定后会出现在这里。</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>存放文件夹</translation>
    </message>
    <message>
        <source>Existing files are never written over.</source>
        <translation>不会覆盖已有的文件。</translation>
    </message>
    <message>
        <source>Write the reports</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>Files written</source>
        <translation>已生成的文件</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Provisional: count settled records before approval</source>
        <translation>临时报告：已核定但尚未批准的答卷也计入</translation>
    </message>
    <message>
        <source>Space ticks. Batches of the same form are counted together; each form gets files of its own.</source>
        <translation>空格键勾选。同一问卷的批次合并统计，每种问卷各自成一套文件。</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>A PDF in</source>
        <translation>PDF 语言</translation>
    </message>
    <message>
        <source>A workbook an auditor can retrace, and a PDF to read.</source>
        <translation>可供审计追溯的工作簿，和便于阅读的 PDF。</translation>
    </message>
    <message>
        <source>Tick at least one batch.</source>
        <translation>请至少勾选一个批次。</translation>
    </message>
    <message>
        <source>Type or choose the folder for the files.</source>
        <translation>请键入或选择存放文件夹。</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Writing reports</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>{n} files are in {folder}.</source>
        <translation>{n} 个文件已存入 {folder}。</translation>
    </message>
    <message>
        <source>They are provisional, and every page says so.</source>
        <translation>这些是临时报告，每页均已注明。</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>The review of sheet {serial} is recorded.</source>
        <translation>答卷 {serial} 的审核已记录。</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>Shown: fewer than {limit} of the fields are wrong.</source>
        <translation>已证实：差错字段低于 {limit}。</translation>
    </message>
    <message>
        <source>Exceeded: the error rate is not below {limit}.</source>
        <translation>超限：差错率不低于 {limit}。</translation>
    </message>
    <message>
        <source>Not shown: too few fields have been checked.</source>
        <translation>未能证实：已核查的字段太少。</translation>
    </message>
    <message>
        <source>Not shown yet: another {more} fields must be checked without an error.</source>
        <translation>尚未证实：还须再核查 {more} 个字段且无差错。</translation>
    </message>
    <message>
        <source>Return the batch: every sheet not yet reviewed is reviewed, the wrong fields are corrected, then a new sample is drawn.</source>
        <translation>请退回批次：尚未审核的答卷逐份审核，差错字段更正后重新抽样。</translation>
    </message>
    <message>
        <source>The rate found is below the limit, so the batch may be passed; that is not yet a proof.</source>
        <translation>查得的差错率低于限值，批次可以通过；但这还不构成证明。</translation>
    </message>
    <message>
        <source>The batch can be approved.</source>
        <translation>批次可以批准。</translation>
    </message>
    <message>
        <source>The batch can be passed on to level 3.</source>
        <translation>批次可以通过，转三级审核。</translation>
    </message>
    <message>
        <source>Of {checked} answers on which both clerks agree and a third person read the paper too, {wrong} are wrong: {rate} (95 % interval {low} to {high}).</source>
        <translation>两遍一致的答案中，核定人另行盲读了 {checked} 项，其中 {wrong} 项有误：{rate}（95% 区间 {low} 至 {high}）。</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>尚未核查任何字段。</translation>
    </message>
    <message>
        <source>0 of {checked} checked fields are wrong.</source>
        <translation>已核查 {checked} 个字段，差错 0 个。</translation>
    </message>
    <message>
        <source>{wrong} of {checked} checked fields are wrong: {rate}.</source>
        <translation>已核查 {checked} 个字段，差错 {wrong} 个：{rate}。</translation>
    </message>
    <message>
        <source>With 95 % confidence, at most {upper} of the {population} fields of the lot are wrong.</source>
        <translation>以 95 % 的置信度，本组 {population} 个字段中差错不超过 {upper}。</translation>
    </message>
    <message>
        <source>Errors gather on some sheets; allowing for that, at most {upper}.</source>
        <translation>差错常集中在少数答卷上；计入这一点，则不超过 {upper}。</translation>
    </message>
    <message>
        <source>Judged on this batch alone.</source>
        <translation>仅就本批次判定。</translation>
    </message>
    <message>
        <source>Fewer than 598 fields of this batch were checked, so all batches of this unit and month are judged together.</source>
        <translation>本批次核查的字段不足 598 个，因此该机构当月各批次合并判定。</translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Type to filter</source>
        <translation>键入以筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>RulingView</name>
    <message>
        <source>Ruling on differences</source>
        <translation>差异核定</translation>
    </message>
    <message>
        <source>Sheet {serial}</source>
        <translation>答卷 {serial}</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>第 {n} 处，共 {total} 处</translation>
    </message>
    <message>
        <source>Many answers differ: perhaps not the same sheet (W)</source>
        <translation>多题不同：可能不是同一份答卷（按 W）</translation>
    </message>
    <message>
        <source>What does the paper say?</source>
        <translation>纸上写的是什么？</translation>
    </message>
    <message>
        <source>What is unclear on the paper?</source>
        <translation>原件哪里不清？</translation>
    </message>
    <message>
        <source>Why neither reading?</source>
        <translation>为何两者都不取？</translation>
    </message>
    <message>
        <source>Note on this ruling</source>
        <translation>核定备注</translation>
    </message>
    <message>
        <source>Press 1, 2, 3 or U first; Enter records it.</source>
        <translation>请先按 1、2、3 或 U，再按回车记录。</translation>
    </message>
    <message>
        <source>first</source>
        <translation>取前者</translation>
    </message>
    <message>
        <source>second</source>
        <translation>取后者</translation>
    </message>
    <message>
        <source>other</source>
        <translation>另填</translation>
    </message>
    <message>
        <source>illegible</source>
        <translation>看不清</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>record, next</source>
        <translation>记录并转下一处</translation>
    </message>
    <message>
        <source>next without ruling</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>all answers</source>
        <translation>全部题目</translation>
    </message>
    <message>
        <source>wrong sheet</source>
        <translation>录错答卷</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Type what the paper says</source>
        <translation>录入原件上的值</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>Both readings are shown once the paper&apos;s value is keyed.</source>
        <translation>录入原件上的值后，两遍录入才会显示。</translation>
    </message>
    <message>
        <source>Keyed from the paper: {text}</source>
        <translation>按原件录入：{text}</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>Reason: {text}</source>
        <translation>理由：{text}</translation>
    </message>
    <message>
        <source>Your note: {text}</source>
        <translation>您的备注：{text}</translation>
    </message>
</context>
<context>
    <name>ScanDeeds</name>
    <message>
        <source>I  Scans</source>
        <translation>I  扫描件</translation>
    </message>
</context>
<context>
    <name>ScanPane</name>
    <message>
        <source>Scan of the sheet</source>
        <translation>答卷扫描件</translation>
    </message>
    <message>
        <source>Page {n} of {pages}</source>
        <translation>第 {n} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>turned by {n}°</source>
        <translation>已旋转 {n}°</translation>
    </message>
    <message>
        <source>Scan: {state}</source>
        <translation>扫描件：{state}</translation>
    </message>
    <message>
        <source>whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>page width</source>
        <translation>页宽</translation>
    </message>
    <message>
        <source>enlarged {n} times</source>
        <translation>放大 {n} 倍</translation>
    </message>
</context>
<context>
    <name>ScansPage</name>
    <message>
        <source>Folder, picture or PDF</source>
        <translation>文件夹、图片或 PDF</translation>
    </message>
    <message>
        <source>File names carry the serial: 0123.jpg, and 0123-2.jpg for its second page. A PDF of the whole batch is cut in order.</source>
        <translation>文件名须含编号：0123.jpg，第二页为 0123-2.jpg。整批的 PDF 按顺序拆分。</translation>
    </message>
    <message>
        <source>Pages of a sheet in the PDF</source>
        <translation>PDF 中每份答卷的页数</translation>
    </message>
    <message>
        <source>Serial of the first sheet in it</source>
        <translation>其中第一份答卷的编号</translation>
    </message>
    <message>
        <source>A single picture: the sheet it belongs to, if its name does not say so.</source>
        <translation>单张图片：若文件名未写明，则填其所属答卷的编号。</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附加</translation>
    </message>
    <message>
        <source>X  Remove the chosen scan</source>
        <translation>X  移除选中的扫描件</translation>
    </message>
    <message>
        <source>Back to the batch</source>
        <translation>返回批次</translation>
    </message>
    <message>
        <source>What belongs where</source>
        <translation>文件与答卷的对应</translation>
    </message>
    <message>
        <source>Name a folder, a picture or a PDF above and press Enter.</source>
        <translation>请在上方填写文件夹、图片或 PDF，然后按回车。</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>已附加</translation>
    </message>
    <message>
        <source>No sheet of this batch has a scan yet.</source>
        <translation>本批次尚无扫描件。</translation>
    </message>
    <message>
        <source>Scans of {batch}</source>
        <translation>{batch} 的扫描件</translation>
    </message>
    <message>
        <source>Sheets with a scan: {n} of {total}</source>
        <translation>已有扫描件的答卷：{n}/{total}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>答卷</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>is attached</source>
        <translation>将附加</translation>
    </message>
    <message>
        <source>left out: another file is the same page</source>
        <translation>不附加：另有文件为同一页</translation>
    </message>
    <message>
        <source>left out: the name has no serial, or several</source>
        <translation>不附加：文件名中没有编号，或有多个</translation>
    </message>
    <message>
        <source>left out: this batch has no such sheet</source>
        <translation>不附加：本批次没有这份答卷</translation>
    </message>
    <message>
        <source>left out: fewer pages than a sheet has</source>
        <translation>不附加：页数不足一份答卷</translation>
    </message>
    <message>
        <source>Type how many pages a sheet has: 1, 2, 3 …</source>
        <translation>请填写每份答卷的页数：1、2、3……</translation>
    </message>
    <message>
        <source>Looking through the scans</source>
        <translation>正在查看扫描件</translation>
    </message>
    <message>
        <source>Fitting: {n}. Sheets that would still have no scan: {left}.</source>
        <translation>可附加：{n} 个。附加后仍无扫描件的答卷：{left} 份。</translation>
    </message>
    <message>
        <source>Attaching the scans</source>
        <translation>正在附加扫描件</translation>
    </message>
    <message>
        <source>Attached: {n}.</source>
        <translation>已附加：{n} 个。</translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation>另有 {n} 个。</translation>
    </message>
    <message>
        <source>{file} is destroyed for good and taken from sheet {serial}. Why? Enter removes it, Esc keeps it.</source>
        <translation>{file} 将从答卷 {serial} 移除并永久销毁。请写明理由：回车移除，Esc 保留。</translation>
    </message>
    <message>
        <source>Removed from sheet {serial}.</source>
        <translation>已从答卷 {serial} 移除。</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score: {points}</source>
        <translation>得分：{points}</translation>
    </message>
    <message>
        <source>Red line failed: {questions}. The score is capped at {cap}.</source>
        <translation>触及红线：{questions}。得分以 {cap} 分封顶。</translation>
    </message>
    <message>
        <source>Red line failed: {questions}.</source>
        <translation>触及红线：{questions}。</translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation>权重 {weight}</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>From</source>
        <translation>生效日</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>最初</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>Settings of the project</source>
        <translation>项目设置</translation>
    </message>
    <message>
        <source>Only administrators of head office see and change these.</source>
        <translation>只有总行管理员可以查看和修改。</translation>
    </message>
    <message>
        <source>Sign this setting</source>
        <translation>签名生效</translation>
    </message>
    <message>
        <source>From (date)</source>
        <translation>自（日期）</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>What was decided before is kept. A batch stays with what held when it was opened.</source>
        <translation>以前的决定都保留。批次沿用建立时有效的设置。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>项目设置</translation>
    </message>
    <message>
        <source>Signed. It counts for batches opened from that day on.</source>
        <translation>已签名，自该日起建立的批次适用。</translation>
    </message>
    <message>
        <source>Signed. It counts from that day on for whoever signs in.</source>
        <translation>已签名。自生效日起，登录后即按此执行。</translation>
    </message>
    <message>
        <source>It must be today or later.</source>
        <translation>须为今天或以后。</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>later</source>
        <translation>将来</translation>
    </message>
    <message>
        <source>until then</source>
        <translation>已被替换</translation>
    </message>
    <message>
        <source>as the program comes</source>
        <translation>程序默认</translation>
    </message>
</context>
<context>
    <name>SheetDeeds</name>
    <message>
        <source>V  Call the sheet void</source>
        <translation>V  该份作废</translation>
    </message>
    <message>
        <source>U  Give a paper a number</source>
        <translation>U  为纸卷补编号</translation>
    </message>
    <message>
        <source>L  The lost sheet is found</source>
        <translation>L  遗失的答卷已找到</translation>
    </message>
    <message>
        <source>L  The sheet is lost</source>
        <translation>L  登记答卷遗失</translation>
    </message>
    <message>
        <source>Sheet {serial} is void: {why}.</source>
        <translation>答卷 {serial} 已作废：{why}。</translation>
    </message>
    <message>
        <source>Why is sheet {serial} void? Number or words, Enter; Esc leaves it.</source>
        <translation>答卷 {serial} 为何作废？键入序号或文字后回车；Esc 不作废。</translation>
    </message>
    <message>
        <source>Sheet {serial} is there again.</source>
        <translation>答卷 {serial} 已找到。</translation>
    </message>
    <message>
        <source>Who had sheet {serial} last and answers for it?</source>
        <translation>答卷 {serial} 最后由谁保管并负责？</translation>
    </message>
    <message>
        <source>Sheet {serial} is lost in house; it waits until it is found.</source>
        <translation>答卷 {serial} 已登记为内部遗失，找到后再继续。</translation>
    </message>
    <message>
        <source>How was sheet {serial} lost, and where was it looked for?</source>
        <translation>答卷 {serial} 如何遗失、找过哪些地方？</translation>
    </message>
    <message>
        <source>Why does a paper need a number of its own beside {serial}?</source>
        <translation>为何要在 {serial} 旁另编号？</translation>
    </message>
    <message>
        <source>1  Two papers bear this number</source>
        <translation>1  两份纸卷编号相同</translation>
    </message>
    <message>
        <source>2  No number can be read on it</source>
        <translation>2  纸卷上看不到编号</translation>
    </message>
    <message>
        <source>Was it counted among the papers that came back?</source>
        <translation>这份是否已计入回收份数？</translation>
    </message>
    <message>
        <source>1  No, it is one more</source>
        <translation>1  未计入，多出一份</translation>
    </message>
    <message>
        <source>2  Yes, the count stays</source>
        <translation>2  已计入，份数不变</translation>
    </message>
    <message>
        <source>Write {serial} on the paper: it is keyed under this number.</source>
        <translation>请在纸卷上写明 {serial}，按此编号录入。</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>The record</source>
        <translation>正式记录</translation>
    </message>
    <message>
        <source>The answers stand here once the record is settled.</source>
        <translation>记录确定后，答案显示在这里。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Nothing has happened to this sheet yet.</source>
        <translation>这份答卷还没有任何经过。</translation>
    </message>
    <message>
        <source>Back to the batch</source>
        <translation>回到批次</translation>
    </message>
    <message>
        <source>Save as PDF (Ctrl+P)</source>
        <translation>存为 PDF（Ctrl+P）</translation>
    </message>
    <message>
        <source>paper: {place}</source>
        <translation>纸卷：{place}</translation>
    </message>
    <message>
        <source>Sheet {serial} of {batch}</source>
        <translation>批次 {batch} 答卷 {serial}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>题号</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Readings that differed</source>
        <translation>有出入的两遍录入</translation>
    </message>
    <message>
        <source>Ruled by</source>
        <translation>核定人</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>As</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>An answer of the form says how many lines there are here.</source>
        <translation>这里的行数由问卷中的一道题决定。</translation>
    </message>
    <message>
        <source>Go to question: number or text</source>
        <translation>跳转：题号或文字</translation>
    </message>
    <message>
        <source>Reason, or note on this question</source>
        <translation>说明理由，或写备注</translation>
    </message>
    <message>
        <source>Note on this question</source>
        <translation>此题备注</translation>
    </message>
    <message>
        <source>Options: type to search</source>
        <translation>选项：键入可查找</translation>
    </message>
    <message>
        <source>End of the form: Ctrl+Enter to check and submit.</source>
        <translation>已到末尾：按 Ctrl+Enter 自查并提交。</translation>
    </message>
    <message>
        <source>Part {n} of {parts} · {answered} of {total} keyed</source>
        <translation>第 {n} / {parts} 部分 · 已录 {answered} / {total} 题</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>People of this project</source>
        <translation>本项目人员</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password lost?</source>
        <translation>密码丢失？</translation>
    </message>
    <message>
        <source>Twinkey</source>
        <translation>双遍录入</translation>
    </message>
    <message>
        <source>Two people key each sheet; a third settles what differs.</source>
        <translation>两人各录一遍，第三人核定差异。</translation>
    </message>
    <message>
        <source>Demonstration project. Choose a person at the left; everybody&apos;s password is {password}.</source>
        <translation>演示项目。请在左侧选择人员；所有人的密码都是 {password}。</translation>
    </message>
    <message>
        <source>The password is set. Sign in with it.</source>
        <translation>密码已设置，请用它登录。</translation>
    </message>
    <message>
        <source>Giving the database another key</source>
        <translation>正在更换数据库密钥</translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation>现在可以重试。</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Sign out</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Lock and sign out (Ctrl+L)</source>
        <translation>锁定并退出登录（Ctrl+L）</translation>
    </message>
    <message>
        <source>Works on this computer; nothing is sent anywhere.</source>
        <translation>数据只在本机，不向任何地方发送。</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色配色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色配色</translation>
    </message>
</context>
<context>
    <name>Supply</name>
    <message>
        <source>Opening the scan</source>
        <translation>正在打开扫描件</translation>
    </message>
</context>
<context>
    <name>TailDeeds</name>
    <message>
        <source>T  Split off what is not finished</source>
        <translation>T  拆出未完成的答卷</translation>
    </message>
    <message>
        <source>Split off: {n} numbers go on in a part of their own; the rest is closed.</source>
        <translation>已拆出 {n} 个编号单独继续；其余结束录入。</translation>
    </message>
    <message>
        <source>{n} numbers are not finished. Why are they split off?</source>
        <translation>{n} 个编号尚未完成。拆出的原因？</translation>
    </message>
</context>
<context>
    <name>TasksTable</name>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>To compare</source>
        <translation>待比对</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Batches in which you rule on differences</source>
        <translation>由您核定差异的批次</translation>
    </message>
    <message>
        <source>No batch has you as the third person.</source>
        <translation>目前没有批次由您担任差异核定人。</translation>
    </message>
</context>
<context>
    <name>TasksView</name>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已核查</translation>
    </message>
    <message>
        <source>Batches to review</source>
        <translation>待审核批次</translation>
    </message>
    <message>
        <source>Nothing to review. A batch appears here when keying is closed and every sheet is settled.</source>
        <translation>没有待审核的批次。录入结束且每份答卷都已核定后，批次会出现在这里。</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Level 2 checks 30 % of the sheets, level 3 checks key fields of 10 %.</source>
        <translation>二级抽查 30 % 的答卷，三级核查 10 % 答卷的关键字段。</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Everybody sees the own figures on “My keying”, the speed from the first sheet on. A wrong field belongs to who keyed it.</source>
        <translation>本人在“我的录入”看到自己的数据，第一份起就有速度。差错归于录入该值的人。</translation>
    </message>
    <message>
        <source>No differences to count yet. They appear when a batch is settled.</source>
        <translation>暂无可统计的差异。批次核定后显示。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Questions that differ</source>
        <translation>差异题目</translation>
    </message>
    <message>
        <source>Nothing to see of people yet. Their figures appear when everything in the batch is settled and level 2 has drawn its sample; until then keying stays blind.</source>
        <translation>暂时看不到个人数据。整批核定且二级抽样之后才显示，此前保持盲录。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Figures of people</source>
        <translation>个人数据</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>No batch yet. Open one on the page “Batches” when paper arrives.</source>
        <translation>还没有批次。纸卷到达后在“批次”页建立。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Sheets per hour</source>
        <translation>每小时份数</translation>
    </message>
    <message>
        <source>Wrong fields</source>
        <translation>录错字段</translation>
    </message>
    <message>
        <source>Wrong per 1,000 (95 %)</source>
        <translation>每千字段录错(95 %)</translation>
    </message>
    <message>
        <source>Differing per 1,000</source>
        <translation>每千字段差异</translation>
    </message>
    <message>
        <source>Most frequent pattern</source>
        <translation>最常见规律</translation>
    </message>
    <message>
        <source>No sheet of this batch counts: all are void or perhaps of two papers.</source>
        <translation>本批次没有可计入的答卷：均已作废或疑似两份不同的纸。</translation>
    </message>
    <message>
        <source>to see below</source>
        <translation>见下表</translation>
    </message>
    <message>
        <source>not settled yet</source>
        <translation>尚未核定</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Last two digits on this page</source>
        <translation>本页上编号的最后两位</translation>
    </message>
    <message>
        <source>Piles get out of order: read them from the page in your hand. Esc goes back.</source>
        <translation>纸卷容易错序：请照手中这一页读出。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>F12  The page is missing</source>
        <translation>F12  缺少此页</translation>
    </message>
    <message>
        <source>Page {page} of sheet {serial}</source>
        <translation>答卷 {serial} 第 {page} 页</translation>
    </message>
    <message>
        <source>That is no page of this sheet. Look for the right one in the pile.</source>
        <translation>这不是本答卷的页。请在纸卷中找出正确的一页。</translation>
    </message>
    <message>
        <source>Once more: the page is missing, and its questions are left blank for that reason.</source>
        <translation>再按一次：此页缺失，页上各题因此留空。</translation>
    </message>
</context>
<context>
    <name>UnitCard</name>
    <message>
        <source>Last day of this code</source>
        <translation>代码有效的最后一天</translation>
    </message>
    <message>
        <source>End the code</source>
        <translation>终止代码</translation>
    </message>
    <message>
        <source>A unit that moves or merges gets a new code. Batches and records stay under the old one; give rights in the new one by hand.</source>
        <translation>机构迁移或合并时使用新代码。批次和记录保留在旧代码下；新代码下的权限请另行授予。</translation>
    </message>
    <message>
        <source>What follows it</source>
        <translation>后继机构</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The code {code} ends.</source>
        <translation>代码 {code} 已终止。</translation>
    </message>
</context>
<context>
    <name>UnitsPage</name>
    <message>
        <source>Units</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Add the unit</source>
        <translation>添加机构</translation>
    </message>
    <message>
        <source>Printed on every batch; it never changes meaning.</source>
        <translation>印在每个批次上；其含义不得改变。</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>New unit</source>
        <translation>新增机构</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>上级机构</translation>
    </message>
    <message>
        <source>Head office, regions, branches and outlets. Every right has one as its scope.</source>
        <translation>总行、分行、支行和网点。每项权限都以某个机构为范围。</translation>
    </message>
    <message>
        <source>until {day}, then {code}</source>
        <translation>至 {day}，之后为 {code}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>自 {day} 起</translation>
    </message>
    <message>
        <source>A unit needs a code. Type one, for example E04.</source>
        <translation>机构需要编码，请键入，例如 E04。</translation>
    </message>
    <message>
        <source>A unit needs a name. Type at least one.</source>
        <translation>机构需要名称，请至少键入一个。</translation>
    </message>
    <message>
        <source>Unit {code} {name} is recorded.</source>
        <translation>机构 {code} {name} 已登记。</translation>
    </message>
</context>
<context>
    <name>UnitsStep</name>
    <message>
        <source>HO, 总行, Head office</source>
        <translation>HO, 总行, Head office</translation>
    </message>
    <message>
        <source>One unit a line, the one above before the one below</source>
        <translation>每行一个机构，上级在前</translation>
    </message>
    <message>
        <source>Fill in the example tree</source>
        <translation>填入示例机构</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Write: code, Chinese name, English name, code of the unit above. Every right is given for a unit and all below it. You can add units later.</source>
        <translation>格式：编码，中文名，英文名，上级编码。权限按机构授予并覆盖其下级。以后可以再增加机构。</translation>
    </message>
    <message>
        <source>Line {n} cannot be read: “{text}”. Check code, names and the unit above.</source>
        <translation>第 {n} 行无法识别：“{text}”。请核对编码、名称和上级机构。</translation>
    </message>
    <message>
        <source>At least one unit is needed.</source>
        <translation>至少需要一个机构。</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>What the checked fields show</source>
        <translation>核查结果说明了什么</translation>
    </message>
</context>
<context>
    <name>VersionCard</name>
    <message>
        <source>Why the two count together</source>
        <translation>两版合并统计的理由</translation>
    </message>
    <message>
        <source>Approve the erratum</source>
        <translation>批准为勘误</translation>
    </message>
    <message>
        <source>Version {version} beside version {before}</source>
        <translation>第 {version} 版与第 {before} 版比较</translation>
    </message>
    <message>
        <source>What differs: {parts}</source>
        <translation>不同之处：{parts}</translation>
    </message>
    <message>
        <source>Approved: the two count together.</source>
        <translation>已批准：两版合并统计。</translation>
    </message>
    <message>
        <source>Type why the two count together.</source>
        <translation>请填写两版合并统计的理由。</translation>
    </message>
    <message>
        <source>{title}, version {version}, counts together with the version before it.</source>
        <translation>“{title}”第 {version} 版与前一版合并统计。</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Nothing that a person reads or that counts differs.</source>
        <translation>题目文字和计数方式都没有不同。</translation>
    </message>
    <message>
        <source>Only the wording or the place on paper differs. Answers mean the same.</source>
        <translation>只有文字或纸面位置不同，答案含义不变。</translation>
    </message>
    <message>
        <source>Only checks differ. Answers mean the same; an adjudicator checks stored records again on the page of each batch.</source>
        <translation>只有检查规则不同，答案含义不变；由差异核定人在各批次页面对已有记录重新检查。</translation>
    </message>
    <message>
        <source>The meaning changed: questions, codes, logic or weights differ. The two never count together.</source>
        <translation>含义已变：题目、编码、逻辑或权重不同，两版不能合并统计。</translation>
    </message>
    <message>
        <source>order of the questions</source>
        <translation>题目顺序</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>words of the checks</source>
        <translation>检查规则的文字</translation>
    </message>
    <message>
        <source>dimensions and their weights</source>
        <translation>维度及其权重</translation>
    </message>
    <message>
        <source>weights of the sections</source>
        <translation>各部分的权重</translation>
    </message>
    <message>
        <source>files it reads</source>
        <translation>引用的文件</translation>
    </message>
    <message>
        <source>kind of the form</source>
        <translation>表单类型</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Visit {serial} · {unit} · {period}</source>
        <translation>暗访 {serial} · {unit} · {period}</translation>
    </message>
    <message>
        <source>Draft, kept as you type</source>
        <translation>草稿，随录随存</translation>
    </message>
    <message>
        <source>Visit {serial} is signed and submitted.</source>
        <translation>暗访 {serial} 已签名提交。</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Month of visits</source>
        <translation>暗访月份</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新建暗访</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>神秘顾客检查</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>暗访编号</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>No visit yet. Press “New visit” when you come back from one.</source>
        <translation>还没有暗访。检查回来后，请点“新建暗访”。</translation>
    </message>
    <message>
        <source>No visit yet. Visits appear here when shoppers submit them.</source>
        <translation>还没有暗访。检查员提交后会出现在这里。</translation>
    </message>
    <message>
        <source>What shoppers found, scored from 0 to 100.</source>
        <translation>检查员的发现，按 0 至 100 分计分。</translation>
    </message>
</context>
<context>
    <name>WholeView</name>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All answers of the sheet</source>
        <translation>本答卷的全部题目</translation>
    </message>
    <message>
        <source>Nothing was keyed on this sheet.</source>
        <translation>本答卷没有录入内容。</translation>
    </message>
    <message>
        <source>Sheet {serial}: all answers</source>
        <translation>答卷 {serial}：全部题目</translation>
    </message>
    <message>
        <source>Each dispute keeps the order of its own page.</source>
        <translation>每个差异的左右顺序与核定页相同。</translation>
    </message>
    <message>
        <source>Sheet {serial}: is one keying of another paper?</source>
        <translation>答卷 {serial}：其中一遍是否录自另一份原件？</translation>
    </message>
    <message>
        <source>{n} of {total} answers differ. Compare with the paper: press the number of the keying that is not of it.</source>
        <translation>{total} 题中有 {n} 题不同。请与原件对照：按下不属于本答卷的那一遍的编号。</translation>
    </message>
    <message>
        <source>Keying {n} is of which paper? Type its serial; Enter alone: not known, the pass is keyed again.</source>
        <translation>第 {n} 栏录自哪份原件？输入其编号；直接回车表示不知道，该遍重新录入。</translation>
    </message>
    <message>
        <source>1  Yes: its pass of this sheet is keyed again</source>
        <translation>1  是：本答卷该遍重新录入</translation>
    </message>
    <message>
        <source>1  Yes: it moves to sheet {serial} and is not keyed again there</source>
        <translation>1  是：移到答卷 {serial}，那里不必重录</translation>
    </message>
    <message>
        <source>The keying is taken off this sheet. Nothing of it is lost.</source>
        <translation>这一遍将从本答卷移出，内容不会丢失。</translation>
    </message>
    <message>
        <source>Sheet {serial} is keyed in this pass already. Is that keying of this paper?</source>
        <translation>答卷 {serial} 的这一遍已有录入。那一遍是否录自本原件？</translation>
    </message>
    <message>
        <source>1  Yes: the two keyings change places</source>
        <translation>1  是：两遍互换位置</translation>
    </message>
    <message>
        <source>2  No, back</source>
        <translation>2  否，返回</translation>
    </message>
    <message>
        <source>rule on this one</source>
        <translation>核定此题</translation>
    </message>
    <message>
        <source>differences only</source>
        <translation>只看差异</translation>
    </message>
    <message>
        <source>back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>the first is of another paper</source>
        <translation>第 1 栏录自另一份原件</translation>
    </message>
    <message>
        <source>the second is of another paper</source>
        <translation>第 2 栏录自另一份原件</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Clerk</source>
        <translation>录入员</translation>
    </message>
    <message>
        <source>Team leader</source>
        <translation>组长</translation>
    </message>
    <message>
        <source>Quality specialist</source>
        <translation>质量专员</translation>
    </message>
    <message>
        <source>Mystery shopper</source>
        <translation>神秘顾客检查员</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>经理</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>First keying</source>
        <translation>一录</translation>
    </message>
    <message>
        <source>Second keying</source>
        <translation>二录</translation>
    </message>
    <message>
        <source>Ruling on differences</source>
        <translation>差异核定</translation>
    </message>
    <message>
        <source>Spot check (level 2)</source>
        <translation>组长抽查（二级）</translation>
    </message>
    <message>
        <source>Final review (level 3)</source>
        <translation>质量终审（三级）</translation>
    </message>
    <message>
        <source>Recheck of queries</source>
        <translation>疑点复核</translation>
    </message>
    <message>
        <source>Recording visits</source>
        <translation>录入检查</translation>
    </message>
    <message>
        <source>Keying</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Keying closed</source>
        <translation>录入已关闭</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>In spot check</source>
        <translation>抽查中</translation>
    </message>
    <message>
        <source>In final review</source>
        <translation>终审中</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Not keyed</source>
        <translation>未录入</translation>
    </message>
    <message>
        <source>Keyed once</source>
        <translation>已录一遍</translation>
    </message>
    <message>
        <source>Keyed twice</source>
        <translation>已录两遍</translation>
    </message>
    <message>
        <source>Differences open</source>
        <translation>差异待核定</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Correction waits for a ruling</source>
        <translation>更正待核定</translation>
    </message>
    <message>
        <source>left blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>illegible</source>
        <translation>看不清</translation>
    </message>
    <message>
        <source>several ticked</source>
        <translation>多选</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒答</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>已附加</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>paper handed over</source>
        <translation>交出纸卷</translation>
    </message>
    <message>
        <source>paper received</source>
        <translation>签收纸卷</translation>
    </message>
    <message>
        <source>sheet lost in house</source>
        <translation>答卷内部遗失</translation>
    </message>
    <message>
        <source>lost sheet found</source>
        <translation>遗失答卷找到</translation>
    </message>
    <message>
        <source>paper numbered by hand</source>
        <translation>补编号</translation>
    </message>
    <message>
        <source>paper counted again</source>
        <translation>重新清点</translation>
    </message>
    <message>
        <source>deadline set</source>
        <translation>设定期限</translation>
    </message>
    <message>
        <source>clerk&apos;s sheets handed over</source>
        <translation>移交录入员的答卷</translation>
    </message>
    <message>
        <source>unfinished sheets split off</source>
        <translation>拆出未完成答卷</translation>
    </message>
    <message>
        <source>name, roles or training changed</source>
        <translation>姓名、角色或培训已更改</translation>
    </message>
    <message>
        <source>person removed</source>
        <translation>人员已停用</translation>
    </message>
    <message>
        <source>temporary operator confirmed</source>
        <translation>临时人员已确认</translation>
    </message>
    <message>
        <source>keys and password given anew</source>
        <translation>密钥和口令已重新发放</translation>
    </message>
    <message>
        <source>keys and password given anew by two people</source>
        <translation>由两人重新发放密钥和口令</translation>
    </message>
    <message>
        <source>wait after wrong passwords ended</source>
        <translation>已解除输错口令后的等待</translation>
    </message>
    <message>
        <source>own password changed</source>
        <translation>本人更改了口令</translation>
    </message>
    <message>
        <source>own password set with the recovery key</source>
        <translation>本人用恢复密钥重设了口令</translation>
    </message>
    <message>
        <source>a clerk&apos;s own key for this batch</source>
        <translation>录入员在本批次的专用密钥</translation>
    </message>
    <message>
        <source>the batch&apos;s key handed on</source>
        <translation>转交批次密钥</translation>
    </message>
    <message>
        <source>the batch&apos;s key handed on by the recovery key</source>
        <translation>用恢复密钥转交批次密钥</translation>
    </message>
    <message>
        <source>a new key of the batch in place of the old one</source>
        <translation>以新的批次密钥替换旧密钥</translation>
    </message>
    <message>
        <source>two papers bear the same number</source>
        <translation>两份纸卷编号相同</translation>
    </message>
    <message>
        <source>no number can be read on the paper</source>
        <translation>纸上的编号无法辨认</translation>
    </message>
    <message>
        <source>Limit of the error rate (per cent)</source>
        <translation>差错率上限（百分比）</translation>
    </message>
    <message>
        <source>Lot of a verdict</source>
        <translation>判定范围</translation>
    </message>
    <message>
        <source>People from outside the branch</source>
        <translation>外部人员独立性</translation>
    </message>
    <message>
        <source>Lock of an unattended screen (minutes)</source>
        <translation>无人操作锁屏时间（分钟）</translation>
    </message>
    <message>
        <source>Agreed answers that the third person reads too (per cent)</source>
        <translation>两遍一致的答案中由核定人盲读的比例（%）</translation>
    </message>
    <message>
        <source>small batches with their unit&apos;s month</source>
        <translation>小批次并入本机构当月</translation>
    </message>
    <message>
        <source>strict: each batch alone, returned at once</source>
        <translation>严格：每批单独判定，超限即退回</translation>
    </message>
    <message>
        <source>their lack is warned of</source>
        <translation>缺少时提醒</translation>
    </message>
    <message>
        <source>their lack stops the opening of a batch</source>
        <translation>缺少时不能建立批次</translation>
    </message>
    <message>
        <source>Closing the keying</source>
        <translation>结束录入</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>必须更正</translation>
    </message>
    <message>
        <source>Goes to recheck</source>
        <translation>转复核</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Void proposed</source>
        <translation>建议作废</translation>
    </message>
    <message>
        <source>Confirmed: the paper says so</source>
        <translation>确认：纸卷如此</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>A page is missing</source>
        <translation>缺页</translation>
    </message>
    <message>
        <source>The sheet is not of this batch</source>
        <translation>不属于本批次</translation>
    </message>
    <message>
        <source>The paper is unclear as a whole</source>
        <translation>整份纸卷不清</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Both misread the paper</source>
        <translation>两人都看错纸卷</translation>
    </message>
    <message>
        <source>Both slipped while keying</source>
        <translation>两人都键错</translation>
    </message>
    <message>
        <source>The answer was changed on the paper</source>
        <translation>纸卷上有涂改</translation>
    </message>
    <message>
        <source>The paper is unclear</source>
        <translation>纸卷不清</translation>
    </message>
    <message>
        <source>both say so</source>
        <translation>两遍一致</translation>
    </message>
    <message>
        <source>they differ</source>
        <translation>两遍不同</translation>
    </message>
    <message>
        <source>ruled on</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>read the paper first</source>
        <translation>先看原件</translation>
    </message>
    <message>
        <source>The writing cannot be read</source>
        <translation>字迹无法辨认</translation>
    </message>
    <message>
        <source>Several marks, and none is clearly meant</source>
        <translation>有多个标记，无法判断本意</translation>
    </message>
    <message>
        <source>Stained, torn or cut off</source>
        <translation>污损、撕破或裁切</translation>
    </message>
    <message>
        <source>Keyed wrongly</source>
        <translation>键入错误</translation>
    </message>
    <message>
        <source>Misread</source>
        <translation>看错</translation>
    </message>
    <message>
        <source>Ruled wrongly</source>
        <translation>核定错误</translation>
    </message>
    <message>
        <source>Paper unclear</source>
        <translation>纸卷不清</translation>
    </message>
    <message>
        <source>asked for by the person</source>
        <translation>本人要求</translation>
    </message>
    <message>
        <source>kept long enough</source>
        <translation>保存期满</translation>
    </message>
    <message>
        <source>both clerks keyed the same</source>
        <translation>两遍录入相同</translation>
    </message>
    <message>
        <source>two readings differ</source>
        <translation>两遍录入不一致</translation>
    </message>
    <message>
        <source>from a query</source>
        <translation>来自疑点</translation>
    </message>
    <message>
        <source>from a review</source>
        <translation>来自审核</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>总行</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>分行</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>支行</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>drawn at random</source>
        <translation>随机抽中</translation>
    </message>
    <message>
        <source>had a query</source>
        <translation>有疑点</translation>
    </message>
    <message>
        <source>full review</source>
        <translation>全部审核</translation>
    </message>
    <message>
        <source>added draw</source>
        <translation>追加抽取</translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Check the sheets</source>
        <translation>审核答卷</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>作出结论</translation>
    </message>
    <message>
        <source>Excellent</source>
        <translation>优秀</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>To be rectified</source>
        <translation>需整改</translation>
    </message>
    <message>
        <source>nothing keyed</source>
        <translation>未录入</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
</context>
<context>
    <name>WorkListPage</name>
    <message>
        <source>My work</source>
        <translation>我的工作</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>My post</source>
        <translation>我的岗位</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸卷在哪</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Nothing waits for you. Work appears here as soon as a batch is opened with you in a post.</source>
        <translation>目前没有待办事项。批次开启并给您安排岗位后，工作会出现在这里。</translation>
    </message>
    <message>
        <source>Start (Enter)</source>
        <translation>开始（回车）</translation>
    </message>
    <message>
        <source>My keying</source>
        <translation>我的录入</translation>
    </message>
    <message>
        <source>Waiting for you: {n}</source>
        <translation>等您处理：{n} 项</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>{app} Double keying</source>
        <translation>双遍录入 {app}</translation>
    </message>
</context>
</TS>
