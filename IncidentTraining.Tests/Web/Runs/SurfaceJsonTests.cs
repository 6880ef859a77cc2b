using System.Reflection;
using System.Text.Json;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Features.Runs.Surface;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The shop's response to a tool also contains each moment as a time of day, because people read it in a terminal.</summary>
public sealed class SurfaceJsonTests
{
    /// <summary>Durations, which have no time of day.</summary>
    private static readonly string[] Durations = ["delay", "for"];

    private static readonly ShopClock Clock = new(new DateTime(2026, 11, 29, 18, 52, 38, DateTimeKind.Utc));

    [Fact]
    public void Every_moment_of_an_answer_is_known()
    {
        var moments = typeof(IShopReads)
            .GetMethods()
            .SelectMany(read => TimesOf(read.ReturnType, []))
            .Select(JsonNamingPolicy.CamelCase.ConvertName)
            .Except(Durations)
            // No route of the surface returns these.
            .Except(["placedAt", "confirmedAt", "checksAt", "calmSince", "now"])
            .ToList();

        Assert.NotEmpty(moments);
        Assert.Empty(moments.Except(SurfaceJson.Moments.Keys));
    }

    [Fact]
    public async Task A_moment_has_its_time_of_day_in_front_of_its_seconds_at_any_depth()
    {
        var page = new StatusPage(
            "p",
            "P",
            "ok",
            TimeSpan.FromSeconds(754.25),
            [],
            [new StatusNotice(TimeSpan.FromSeconds(-60), "ok", "Fine.")]
        );

        Assert.Equal(
            """[{"id":"p","title":"P","state":"ok","updatedTime":"2026-11-29T19:05:12.250Z","updatedAt":754.25,"components":[],"notices":[{"time":"2026-11-29T18:51:38.000Z","at":-60,"state":"ok","text":"Fine."}]}]""",
            await AnswerAsync(new[] { page })
        );
    }

    [Fact]
    public async Task What_is_no_moment_and_has_such_a_name_stays_as_it_is() =>
        Assert.Equal(
            """{"from":"api","since":null,"delay":5}""",
            await AnswerAsync(
                new
                {
                    From = "api",
                    Since = (TimeSpan?)null,
                    Delay = TimeSpan.FromSeconds(5),
                }
            )
        );

    private static async Task<string> AnswerAsync<T>(T found)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await SurfaceJson.WithTimes(found, Clock).ExecuteAsync(http);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    private static IEnumerable<string> TimesOf(Type type, HashSet<Type> seen)
    {
        foreach (var inner in type.GenericTypeArguments.Append(type.GetElementType()).OfType<Type>())
        {
            foreach (var name in TimesOf(inner, seen))
            {
                yield return name;
            }
        }

        if (type.Namespace?.StartsWith("IncidentTraining", StringComparison.Ordinal) != true || !seen.Add(type))
        {
            yield break;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(TimeSpan))
            {
                yield return property.Name;
            }

            foreach (var name in TimesOf(property.PropertyType, seen))
            {
                yield return name;
            }
        }
    }
}
