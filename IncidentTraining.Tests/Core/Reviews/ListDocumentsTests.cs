using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Overview;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>All documents of a class for its staff; each test on its own class.</summary>
public sealed class ListDocumentsTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Writing _writing = new();

    [Fact]
    public async Task Every_document_of_the_class_is_listed_with_its_state_grade_and_grader()
    {
        var draft = await _writing.BeginAsync("playbook");
        var waiting = await _writing.SubmittedAsync("communication");
        var returned = await _writing.SubmittedAsync("pir");
        await _writing.DecideAsync(returned, ReviewDecision.Returned);
        var accepted = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(accepted, ReviewDecision.Accepted);

        var listed = (await ListAsync(Writing.Instructor)).ToDictionary(document => document.DocumentId);

        Assert.Equal(4, listed.Count);
        Assert.Equal(
            (DocumentState.Draft, "", DocumentDoor.None, (ListedGrade?)null),
            (listed[draft].State, listed[draft].Title, listed[draft].Opens, listed[draft].Grade)
        );
        Assert.Equal(
            (DocumentState.Submitted, "A slow checkout", DocumentDoor.Grading, (ListedGrade?)null),
            (listed[waiting].State, listed[waiting].Title, listed[waiting].Opens, listed[waiting].Grade)
        );
        Assert.Equal(new ListedGrade("Ines Moreau", null, null, IsReleased: false, null), listed[returned].Grade);
        Assert.Equal(new ListedGrade("Ines Moreau", 100, 100, IsReleased: true, GradeFinality.Final), listed[accepted].Grade);
        Assert.Equal(
            ("Tariq Aziz Khan", DocumentDoor.Grading, false),
            (listed[accepted].AuthorName, listed[accepted].Opens, listed[accepted].MayModerate)
        );
    }

    [Fact]
    public async Task A_grade_is_listed_as_held_back_released_or_waiting_for_second_marks_or_a_moderator()
    {
        await RulesAsync(new(ReleaseTogether: true));
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        Assert.Equal((false, GradeFinality.Final), await GradeAsync(id));

        await RulesAsync(new(ReleaseTogether: true, DoubleMarkPercent: 100));
        Assert.Equal((false, GradeFinality.WaitsForSecondMarks), await GradeAsync(id));

        var second = await _writing.SecondInstructorAsync("Ines Duarte");
        var hidden = Assert.Single(await ListAsync(second));
        Assert.Equal(((ListedGrade?)null, DocumentDoor.SecondMarks, false), (hidden.Grade, hidden.Opens, hidden.MayModerate));
        var rubric = (await _writing.UseCase<MarkBlind>().OpenAsync(second, id, Ct)).Value.Rubric;
        Assert.True(
            (
                await _writing
                    .UseCase<MarkBlind>()
                    .RunAsync(second, new(id, rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => 0), ""), Ct)
            ).Succeeded
        );
        Assert.Equal((false, GradeFinality.WaitsForModerator), await GradeAsync(id));
        Assert.False(Assert.Single(await ListAsync(second)).MayModerate);
        Assert.False(Assert.Single(await ListAsync(Writing.Instructor)).MayModerate);
        var facilitators = Assert.Single(await ListAsync("demo-facilitator"));
        Assert.Equal((DocumentDoor.None, true), (facilitators.Opens, facilitators.MayModerate));

        Assert.True(
            (
                await _writing
                    .UseCase<ModerateMarks>()
                    .RunAsync(
                        await _writing.ActorAsync("demo-facilitator"),
                        new(id, rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => 1), "Between."),
                        Ct
                    )
            ).Succeeded
        );
        Assert.True(
            (
                await _writing
                    .UseCase<ReleaseGrades>()
                    .RunAsync(await _writing.ActorAsync(Writing.Instructor), await _writing.Factory.CohortIdAsync(), null, Ct)
            ).Succeeded
        );
        Assert.Equal((true, GradeFinality.Final), await GradeAsync(id));
    }

    [Theory]
    [InlineData(Writing.Instructor, true)]
    [InlineData("demo-facilitator", true)]
    [InlineData(Writing.Author, false)]
    [InlineData(Writing.OtherTrainee, false)]
    [InlineData("demo-administrator", false)]
    public async Task Only_instructors_and_facilitators_of_the_class_see_the_list(string userName, bool may)
    {
        var outcome = await _writing
            .UseCase<ListDocuments>()
            .RunAsync(await _writing.ActorAsync(userName), await _writing.Factory.CohortIdAsync(), Ct);
        Assert.Equal(may, outcome.Succeeded);
    }

    [Theory]
    [InlineData(ClassRole.Instructor)]
    [InlineData(ClassRole.Facilitator)]
    public async Task The_staff_of_another_class_do_not_see_the_list(ClassRole role)
    {
        await _writing.SubmittedAsync();
        var administrator = await _writing.ActorAsync("demo-administrator");
        var other = await _writing.UseCase<CreateClass>().RunAsync(administrator, new("Other class", "day-4-incident-response", "UTC"), Ct);
        var stranger = new Actor(
            (
                await _writing.UseCase<AddStaff>().RunAsync(administrator, new(other.Value, "Olga Strand", "green river stone", role), Ct)
            ).Value
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await _writing.UseCase<ListDocuments>().RunAsync(stranger, await _writing.Factory.CohortIdAsync(), Ct)).Refusal!.Kind
        );
        Assert.Empty((await _writing.UseCase<ListDocuments>().RunAsync(stranger, other.Value, Ct)).Value);
    }

    [Theory]
    [InlineData(Writing.Instructor)]
    [InlineData("demo-facilitator")]
    public async Task Hidden_names_are_hidden_in_the_list_from_everyone_who_may_have_to_decide(string userName)
    {
        await _writing.SubmittedAsync();
        await RulesAsync(new(HideNames: true));
        Assert.StartsWith("Author ", Assert.Single(await ListAsync(userName)).AuthorName);
    }

    [Fact]
    public async Task A_returned_document_is_listed_under_the_title_it_was_submitted_with()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Returned);
        Assert.True((await _writing.SaveAsync(id, Writing.Body("", "Half a thought"))).Succeeded);
        Assert.Equal("A slow checkout", Assert.Single(await ListAsync(Writing.Instructor)).Title);
    }

    [Fact]
    public async Task A_document_of_ones_own_is_not_in_the_list()
    {
        await _writing.BeginAsync("runbook", Writing.Instructor);
        Assert.Empty(await ListAsync(Writing.Instructor));
        Assert.Single(await ListAsync("demo-facilitator"));
    }

    public void Dispose() => _writing.Dispose();

    private async Task<(bool IsReleased, GradeFinality? Finality)> GradeAsync(Guid id)
    {
        var grade = (await ListAsync(Writing.Instructor)).Single(document => document.DocumentId == id).Grade!;
        return (grade.IsReleased, grade.Finality);
    }

    private async Task<IReadOnlyList<ListedDocument>> ListAsync(string userName) => await ListAsync(await _writing.ActorAsync(userName));

    private async Task<IReadOnlyList<ListedDocument>> ListAsync(Actor actor)
    {
        var outcome = await _writing.UseCase<ListDocuments>().RunAsync(actor, await _writing.Factory.CohortIdAsync(), Ct);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        return outcome.Value;
    }

    private async Task RulesAsync(GradingRules rules) =>
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(await _writing.ActorAsync(Writing.Instructor), await _writing.Factory.CohortIdAsync(), rules, Ct)
            ).Succeeded
        );
}
