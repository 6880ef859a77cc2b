using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Host.Quizzes;

/// <summary>The quiz attempts in the file with a person's own data.</summary>
public sealed class OwnQuizzesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly QuizPortal _portal = new();

    [Fact]
    public async Task Own_answers_are_there_in_words_and_points_and_comments_only_after_the_release()
    {
        var attempt = await _portal.StartAsync();
        await _portal.AnswerAllAsync(attempt, text: "Blameless, and in order.");
        Assert.True((await _portal.SubmitAsync(attempt)).Succeeded);
        await _portal.GradeAllAsync(0.5m, "Too short.");

        var quiz = (await _portal.AttemptAsync(attempt)).ReadQuiz();
        var before = await OwnAsync();
        Assert.Equal(
            (quiz.Id, "Submitted", quiz.Questions.Count),
            (
                before.GetProperty("quizId").GetString(),
                before.GetProperty("state").GetString(),
                before.GetProperty("questions").GetArrayLength()
            )
        );
        foreach (var (question, shown) in quiz.Questions.Zip(before.GetProperty("questions").EnumerateArray()))
        {
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("points").ValueKind);
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("comment").ValueKind);
            var answer = shown.GetProperty("answer").EnumerateArray().Select(word => word.GetString()!).ToList();
            Assert.Equal(Expected(question).Order(), answer.Order());
            Assert.Equal(question.Kind is QuestionKind.Short ? "Blameless, and in order." : "", shown.GetProperty("text").GetString());
        }

        // No key and no feedback with the person's answers.
        Assert.DoesNotContain(quiz.Questions, question =>
            question.Feedback.Length > 0
            && before.ToString().Contains(JsonEncodedText.Encode(question.Feedback).ToString(), StringComparison.Ordinal)
        );

        Assert.True(
            (
                await _portal
                    .Get<ReleaseResults>()
                    .RunAsync(await _portal.Factory.ActorAsync(QuizPortal.Instructor), await _portal.Factory.CohortIdAsync(), Ct)
            ).Succeeded
        );
        Assert.Contains(
            AuditAction.ResultsReleased,
            await _portal.Factory.LoggedAsync((await _portal.Factory.ActorAsync(QuizPortal.Instructor)).PersonId)
        );
        var after = await OwnAsync();
        Assert.Equal("Released", after.GetProperty("state").GetString());
        foreach (var (question, shown) in quiz.Questions.Zip(after.GetProperty("questions").EnumerateArray()))
        {
            Assert.Equal(question.Kind is QuestionKind.Short ? 0.5m : question.Points, shown.GetProperty("points").GetDecimal());
            Assert.Equal(question.Kind is QuestionKind.Short ? "Too short." : "", shown.GetProperty("comment").GetString());
        }
    }

    [Fact]
    public async Task A_question_without_an_answer_has_none_and_another_person_sees_no_attempt()
    {
        var attempt = await _portal.StartAsync();
        var number =
            (await _portal.AttemptAsync(attempt)).ReadQuiz().Questions.ToList().FindIndex(question => question.Kind is QuestionKind.Short)
            + 1;
        Assert.True((await _portal.SaveAsync(attempt, number, new QuizResponse([], "Half a thought"))).Succeeded);
        var own = await OwnAsync();
        Assert.Equal("InProgress", own.GetProperty("state").GetString());
        var questions = own.GetProperty("questions").EnumerateArray().ToList();
        Assert.Equal("Half a thought", questions[number - 1].GetProperty("text").GetString());
        Assert.All(questions.Where(question => question.GetProperty("number").GetInt32() != number), question =>
            Assert.Equal(JsonValueKind.Null, question.GetProperty("savedAt").ValueKind)
        );

        using var others = JsonDocument.Parse(
            await (await _portal.Factory.SignInAsync(QuizPortal.OtherTrainee)).Http.GetStringAsync("/account/data.json", Ct)
        );
        Assert.Empty(others.RootElement.GetProperty("quizzes").EnumerateArray());
    }

    public void Dispose() => _portal.Dispose();

    private static IEnumerable<string> Expected(Question question) =>
        question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => question.Options.Where(option => option.Correct).Select(option => option.Text),
            QuestionKind.Ordering => question.Order,
            QuestionKind.Matching => question.Pairs.Select(pair => $"{pair.Left} → {pair.Right}"),
            _ => [],
        };

    private async Task<JsonElement> OwnAsync()
    {
        using var data = JsonDocument.Parse(
            await (await _portal.Factory.SignInAsync(QuizPortal.Trainee)).Http.GetStringAsync("/account/data.json", Ct)
        );
        return Assert.Single(data.RootElement.GetProperty("quizzes").EnumerateArray().ToList()).Clone();
    }
}
