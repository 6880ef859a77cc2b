using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Host.Quizzes;

namespace IncidentTraining.Tests.Support;

/// <summary>The contents of the pages with marks: answers to grade, marks to decide between, a sample.</summary>
internal static class MarkedWork
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A quiz that a trainee has submitted, with short answers to grade.</summary>
    public static async Task AnsweredAsync(QuizPortal quiz)
    {
        var attempt = await quiz.StartAsync();
        await quiz.AnswerAllAsync(attempt, text: "We looked back without blame.");
        Assert.True((await quiz.SubmitAsync(attempt)).Succeeded);
    }

    /// <summary>A runbook on whose marks two instructors differ widely.</summary>
    public static async Task<Guid> FarApartAsync(this Writing writing)
    {
        Assert.True(
            (
                await writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await writing.ActorAsync(Writing.Instructor),
                        await writing.Factory.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await writing.SubmittedAsync("runbook");
        await writing.DecideAsync(id, ReviewDecision.Accepted);
        var levels = writing.UseCase<Rubrics>().Find("runbook")!.Criteria.ToDictionary(criterion => criterion.Id, _ => 0);
        Assert.True(
            (
                await writing.UseCase<MarkBlind>().RunAsync(await writing.SecondInstructorAsync("Ines Duarte"), new(id, levels, "Low."), Ct)
            ).Succeeded
        );
        return id;
    }

    /// <summary>A runbook with reference marks, which trainees can mark.</summary>
    public static async Task<Guid> SampleAsync(this Writing writing)
    {
        var id = await writing.SubmittedAsync("runbook");
        await writing.DecideAsync(id, ReviewDecision.Accepted);
        return (await writing.UseCase<SaveAsSample>().RunAsync(await writing.ActorAsync(Writing.Instructor), id, true, Ct)).Value;
    }
}
