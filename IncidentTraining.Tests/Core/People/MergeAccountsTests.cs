using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Two accounts of one person become one, with work on both sides, and can be two again for a day.</summary>
public sealed class MergeAccountsTests : IDisposable
{
    private const string Day = "day-4-incident-response";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task Work_of_both_sides_belongs_to_the_account_that_stays()
    {
        var (into, from) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Ben Ortiz 2"));
        var (own, other) = (await DocumentAsync(into), await DocumentAsync(from));
        var run = await RunAsync(from);
        await NoteAsync(into, "Mine.");
        await NoteAsync(from, "Also mine.");
        Assert.True((await MergeAsync(into, from)).Succeeded);

        Assert.True((await _bench.Get<ReadDocument>().RunAsync(into, own, Ct)).Succeeded);
        Assert.True((await _bench.Get<ReadDocument>().RunAsync(into, other, Ct)).Succeeded);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal(into.PersonId, (await db.Set<LabRun>().SingleAsync(one => one.Id == run, Ct)).PersonId);
        Assert.Equal(
            ["Also mine.", "Mine."],
            await db.Set<PageNote>()
                .Where(note => note.PersonId == into.PersonId)
                .OrderBy(note => note.Text)
                .Select(note => note.Text)
                .ToListAsync(Ct)
        );
        Assert.Null(await _bench.MemberAsync(from.PersonId));
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.CheckAsync("Ben Ortiz 2", PeopleBench.Passphrase, await _bench.CodeAsync())).Refusal!.Kind
        );
        Assert.True((await _bench.CheckAsync("Ben Ortiz", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
    }

    [Fact]
    public async Task What_a_person_has_once_stays_apart_and_is_counted_before()
    {
        var (into, from) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Ben Ortiz 2"));
        await AnswerAsync(into, "mine");
        await AnswerAsync(from, "the other");
        await DocumentAsync(from);
        var plan = (
            await _bench.Get<MergeAccounts>().PreviewAsync(await FemiAsync(), await _bench.ClassAsync(), into.PersonId, from.PersonId, Ct)
        ).Value;
        Assert.Equal(("Ben Ortiz", "Ben Ortiz 2"), (plan.Into, plan.From));
        Assert.Equal(new MergedPart("Progress", 0, 1), plan.Parts.Single(part => part.Room == "Progress"));
        Assert.True(plan.Parts.Single(part => part.Room == "Documents").Moved >= 1);

        Assert.True((await MergeAsync(into, from)).Succeeded);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal("mine", (await db.Set<OwnAnswer>().SingleAsync(answer => answer.PersonId == into.PersonId, Ct)).Text);
        Assert.Equal("the other", (await db.Set<OwnAnswer>().SingleAsync(answer => answer.PersonId == from.PersonId, Ct)).Text);
    }

    [Fact]
    public async Task An_undone_merge_gives_each_account_its_own_back_and_the_sign_in_works_again()
    {
        var (into, from) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Ben Ortiz 2"));
        var (own, other) = (await DocumentAsync(into), await DocumentAsync(from));
        Assert.True((await MergeAsync(into, from)).Succeeded);
        var later = await DocumentAsync(into, "communication");
        Assert.True((await UndoAsync()).Succeeded);

        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var owners = await db.Set<Document>().ToDictionaryAsync(document => document.Id, document => document.OwnerId, Ct);
        Assert.Equal((into.PersonId, from.PersonId, into.PersonId), (owners[own], owners[other], owners[later]));
        Assert.Equal(
            ["Ben Ortiz", "Ben Ortiz 2"],
            (await _bench.MembersAsync())
                .Members.Select(member => member.Name)
                .Where(name => name.StartsWith("Ben", StringComparison.Ordinal))
        );
        Assert.True((await _bench.CheckAsync("Ben Ortiz 2", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
        Assert.Equal(
            [AuditAction.AccountsMerged, AuditAction.MergeUndone],
            (await _bench.LogAsync()).Where(line => line.SubjectId == from.PersonId).Select(line => line.Action).Order()
        );
    }

    [Fact]
    public async Task A_merge_of_every_kind_of_row_and_its_undoing_leave_all_as_it_was()
    {
        var (one, two) = (await FilledAsync("First"), await FilledAsync("Second"));
        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<Cohort>().ExecuteUpdateAsync(cohort => cohort.SetProperty(property => property.ArchivedAt, (DateTime?)null), Ct);
            db.Add(new Membership(one.CohortId, two.PersonId, ClassRole.Trainee, _bench.Time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync(Ct);
        }

        var before = await ReferencesAsync();
        Assert.Contains(before, line => line.EndsWith($" {two.PersonId}", StringComparison.Ordinal));
        var done = await _bench.Get<MergeAccounts>().RunAsync(ada, one.CohortId, one.PersonId, two.PersonId, Ct);
        Assert.True(done.Succeeded, done.Refusal?.Message);
        Assert.DoesNotContain(await ReferencesAsync(), line => line.EndsWith($" {two.PersonId}", StringComparison.Ordinal));

        Guid merge;
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            merge = await db.Set<AccountMerge>()
                .Where(row => row.FromId == two.PersonId && row.IntoId != two.PersonId)
                .Select(row => row.Id)
                .SingleAsync(Ct);
        }

        var undone = await _bench.Get<MergeAccounts>().UndoAsync(ada, one.CohortId, merge, Ct);
        Assert.True(undone.Succeeded, undone.Refusal?.Message);
        Assert.Equal(before, await ReferencesAsync());
    }

    [Theory]
    [InlineData(24 * 60, true)]
    [InlineData(24 * 60 + 1, false)]
    public async Task A_merge_can_be_undone_for_a_day(int minutes, bool possible)
    {
        var (into, from) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Ben Ortiz 2"));
        Assert.True((await MergeAsync(into, from)).Succeeded);
        var merge = Assert.Single(
            (await _bench.Get<MergeAccounts>().UndoableAsync(await FemiAsync(), await _bench.ClassAsync(), Ct)).Value
        );
        // The clock of the whole portal would run through a day: the merge is moved back instead.
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            var at = _bench.Time.GetUtcNow().UtcDateTime.AddMinutes(-minutes);
            await db.Set<AccountMerge>().ExecuteUpdateAsync(row => row.SetProperty(property => property.At, at), Ct);
        }

        Assert.Equal(
            possible,
            (await _bench.Get<MergeAccounts>().UndoAsync(await FemiAsync(), await _bench.ClassAsync(), merge.Id, Ct)).Succeeded
        );
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<MergeAccounts>().UndoAsync(await FemiAsync(), await _bench.ClassAsync(), merge.Id, Ct)).Refusal?.Kind
        );
    }

    [Fact]
    public async Task A_name_that_was_taken_since_is_said_and_the_merge_stays()
    {
        var (into, from) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Ben Ortiz 2"));
        Assert.True((await MergeAsync(into, from)).Succeeded);
        await _bench.JoinedAsync("Ben Ortiz 2");
        Assert.Contains("has joined since", (await UndoAsync()).Refusal?.Message);
    }

    [Fact]
    public async Task Staff_and_trainee_the_same_account_and_a_person_of_another_class_are_refused()
    {
        var (cohort, femi, trainee) = (await _bench.ClassAsync(), await FemiAsync(), await _bench.JoinedAsync("Ben Ortiz"));
        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        var instructor = await _bench.IdAsync(PeopleBench.Instructor);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.Get<MergeAccounts>().RunAsync(femi, cohort, trainee.PersonId, instructor, Ct)).Refusal?.Kind
        );
        Assert.Contains(
            "Change the roles first",
            (await _bench.Get<MergeAccounts>().RunAsync(ada, cohort, trainee.PersonId, instructor, Ct)).Refusal?.Message
        );
        Assert.Equal(RefusalKind.Invalid, (await MergeAsync(trainee, trainee)).Refusal?.Kind);

        var other = await _bench.AnotherClassAsync();
        var elsewhere = await _bench.JoinedAsync("Ben Ortiz 2", other);
        Assert.Equal(RefusalKind.NotFound, (await MergeAsync(trainee, elsewhere)).Refusal?.Kind);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            db.Add(new Membership(cohort, elsewhere.PersonId, ClassRole.Trainee, _bench.Time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains("another class", (await MergeAsync(trainee, elsewhere)).Refusal?.Message);
        Assert.True((await _bench.Get<MergeAccounts>().RunAsync(ada, cohort, trainee.PersonId, elsewhere.PersonId, Ct)).Succeeded);
        Assert.NotNull(await _bench.MemberAsync(trainee.PersonId, other));
    }

    [Fact]
    public async Task Every_column_with_an_id_and_no_foreign_key_is_known_to_name_a_person_or_something_else()
    {
        string[] others = ["SourceRunId", "ShiftId"];
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var columns = db
            .Model.GetEntityTypes()
            .Where(type =>
                type.ClrType.Namespace != typeof(Person).Namespace
                && type.ClrType.Namespace!.StartsWith("IncidentTraining", StringComparison.Ordinal)
            )
            .SelectMany(type => type.GetProperties())
            .Where(property =>
                !property.IsForeignKey()
                && property.Name != "Id"
                && property.ClrType is var type
                && (type == typeof(Guid) || type == typeof(Guid?))
            )
            .Select(property => property.Name)
            .Distinct()
            .Order();
        Assert.Equal(PersonColumns.WithoutKey.Concat(others).Order(), columns);
    }

    public void Dispose() => _bench.Dispose();

    private Task<Actor> FemiAsync() => _bench.ActorAsync(PeopleBench.Facilitator);

    private async Task<Outcome> MergeAsync(Actor into, Actor from) =>
        await _bench.Get<MergeAccounts>().RunAsync(await FemiAsync(), await _bench.ClassAsync(), into.PersonId, from.PersonId, Ct);

    private async Task<Outcome> UndoAsync()
    {
        var merge = Assert.Single(
            (await _bench.Get<MergeAccounts>().UndoableAsync(await FemiAsync(), await _bench.ClassAsync(), Ct)).Value
        );
        return await _bench.Get<MergeAccounts>().UndoAsync(await FemiAsync(), await _bench.ClassAsync(), merge.Id, Ct);
    }

    private async Task<Guid> DocumentAsync(Actor author, string kind = "runbook") =>
        (await _bench.Get<StartDocument>().RunAsync(author, new(await _bench.ClassAsync(), kind), Ct)).Value;

    private async Task<Guid> RunAsync(Actor responder) =>
        (await _bench.Get<StartLabRun>().RunAsync(responder, new(await _bench.ClassAsync(), LabBench.Lab1), Ct)).Value;

    private async Task NoteAsync(Actor reader, string text) =>
        Assert.True(
            (
                await _bench
                    .Get<SaveNote>()
                    .RunAsync(reader, Guid.CreateVersion7(_bench.Time.GetUtcNow()), new(Day, "objectives", "", "", text), Ct)
            ).Succeeded
        );

    private async Task AnswerAsync(Actor reader, string text)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        db.Add(new OwnAnswer(reader.PersonId, Day, "objectives", "first", text, _bench.Time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(Ct);
    }

    private async Task<FilledModel> FilledAsync(string name)
    {
        var filled = new FilledModel(Guid.CreateVersion7(_bench.Time.GetUtcNow()), name, _bench.Time.GetUtcNow().UtcDateTime);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        await filled.FillAsync(db, Ct);
        return filled;
    }

    /// <summary>Which row of which table refers to which person, in all rooms.</summary>
    private async Task<IReadOnlyList<string>> ReferencesAsync()
    {
        var lines = new List<string>();
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        foreach (
            var type in db
                .Model.GetEntityTypes()
                .Where(type =>
                    type.ClrType.Namespace != typeof(Person).Namespace
                    && type.ClrType.Namespace!.StartsWith("IncidentTraining", StringComparison.Ordinal)
                )
        )
        {
            await foreach (var row in Rows(db, type.ClrType))
            {
                var entry = db.Entry(row);
                lines.AddRange(
                    type.GetProperties()
                        .Where(property => property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?))
                        .Select(property => $"{type.ClrType.Name} {property.Name} {entry.Property(property.Name).CurrentValue}")
                );
            }
        }

        return [.. lines.Order()];
    }

    private static IAsyncEnumerable<object> Rows(DbContext db, Type type) =>
        (
            (IQueryable<object>)
                typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!.MakeGenericMethod(type).Invoke(db, null)!
        ).AsAsyncEnumerable();
}
