<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>What others have keyed is hidden from you until the batch is settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register of serials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch has no sheets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>my post: {posts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queries open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying of {code} is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying cannot be closed yet: {open} sheets are not keyed twice, void or set aside.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stacks of paper and months of visits, oldest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No batch yet. Press “Open a batch” when a stack of paper arrives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No batch yet. A team leader opens one and gives you a post in it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {n} of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove that you have it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First people</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The name or the password is wrong. Try again in {wait_s} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After several wrong passwords the next try is taken in {wait_s} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is too short: use at least {at_least} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this here. Ask an administrator of your unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in name {name} is already in use. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the recovery key shown. Read it from the saved file or type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are signed out. Sign in again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person} stands in two posts ({posts}). Give one of them to somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is assigned to {post}. Choose one of the {eligible} eligible people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person} may not take the post {post} in this unit. Choose somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serials must run from a smaller to a larger number; {first}–{last} does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued ({issued}) must equal returned ({returned}) + not returned ({not_returned}) + spoilt ({spoilt}). Count again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code {code} is already used. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch has no sheet {serial}. Check the number printed on the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch is not ready for this: {open} sheets are still open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{question} takes {allowed}; “{typed}” is none of these. Key - if it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet is not yours to key. Take one from your work list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have already submitted sheet {serial}. Take the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still open: {questions}. Answer them, or key + for what was left blank on paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper in your hand is not sheet {serial}. Check the pile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is hidden from you until the sheet is settled: keying is blind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You read this sheet yourself or ruled on it before. A third person must decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This difference is already settled. Go on with the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason is needed. Choose or type one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This query is already closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You worked on this sheet before. Somebody else must look at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet was not drawn for the review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed this in the meantime. Look at it again; nothing was overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done while the state is “{state}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A remark is needed where an item failed: {questions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The times do not follow one another: {questions}. Correct them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only trained shoppers record visits. Ask an administrator to enter the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not an Excel workbook. Choose an .xlsx file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form in {file} has errors and was not published. Mend these: {problems}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is larger than {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, row {row}, column {column}: “{text}” does not fit the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not there. Check its name and place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No approved records yet in {batch}. Approve the batch, or report provisionally.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds something that is not a Twinkey project. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a project in {folder}. Open it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twinkey is already open on {folder}. Close the other window first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project was written by a newer Twinkey ({found}; this one knows {known}). Update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not encrypted, so it is not opened. Restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} does not open with this project&apos;s key. Restore both from one backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is damaged. Do not work on; restore the latest backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full, {file} was not written. Make room, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: it is read-only. Ask for the right to write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is locked by another program. Close it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database library is too old ({found}); {needed} is needed. Reinstall Twinkey.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written. Is it open in another program?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing half-done was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program (no. {id}). What you accepted so far is saved; you can go on. Please pass on the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program. What you accepted so far is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FounderStep</name>
    <message>
        <source>Name of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short, without spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You become the first administrator. Everything stays on this computer, encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passwords differ. Type the same one again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Twinkey</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpenBatchPage</name>
    <message>
        <source>Open the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One stack of paper of one form from one unit, or one month of visits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month (year-month)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch code, printed on the stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First serial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last serial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spoilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys choose, Space ticks. Nobody holds two posts of one batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued {issued} = returned {returned} + not returned {missing} + spoilt {spoilt}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sum}: does not add up, the sum is {accounted}. Count again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An administrator must publish a form and record a unit first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch {code} is open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>My work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for: {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleStep</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch needs two clerks, at least two people who rule on differences, and one each for the spot check and the final review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PostBox</name>
    <message>
        <source>{n} may take it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProofStep</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or type the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is created only when the key has come back unharmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read. Check its name and place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recovery key in this file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key opens the project when passwords are lost. It is shown only now. Keep it on a stick or on paper in the safe, not on this computer. Without it a lost password means lost data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already such a file. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Next, prove that you can read it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Type to filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>People of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twinkey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people key each sheet; a third settles what differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration project. Choose a person at the left; everybody&apos;s password is {password}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock and sign out (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works on this computer; nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitsStep</name>
    <message>
        <source>HO, 总行, Head office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One unit a line, the one above before the one below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the example tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write: code, Chinese name, English name, code of the unit above. Every right is given for a unit and all below it. You can add units later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {n} cannot be read: “{text}”. Check code, names and the unit above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one unit is needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Clerk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality specialist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mystery shopper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruling on differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spot check (level 2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final review (level 3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In spot check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In final review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not keyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correction waits for a ruling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>illegible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to recheck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed: the paper says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is not of this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper is unclear as a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both misread the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both slipped while keying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was changed on the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper is unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed wrongly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruled wrongly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two readings differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>had a query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excellent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be rectified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing keyed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Navigation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{app} Double keying</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
