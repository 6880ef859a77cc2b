using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentTraining.Tests.Host.People;

/// <summary>Modifications of an archive by an attacker or by accident.</summary>
internal static class BrokenArchive
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Replace(Dictionary<string, List<string>> content, Guid id, Guid by)
    {
        foreach (var file in content.Keys.ToList())
        {
            content[file] = content[file]
                .ConvertAll(line => line.Replace(id.ToString(), by.ToString(), StringComparison.OrdinalIgnoreCase));
        }
    }

    public static void Break(Dictionary<string, List<string>> content, string fault, Guid other)
    {
        var (cohorts, members, people) = (content["tables/Cohorts.jsonl"], content["tables/Memberships.jsonl"], content["people.jsonl"]);
        switch (fault)
        {
            case "version" or "format":
                content["manifest.json"] =
                [
                    string.Join('\n', content["manifest.json"])
                        .Replace(
                            fault == "version" ? "\"version\": 1" : "incident-training-class",
                            fault == "version" ? "\"version\": 2" : "other",
                            StringComparison.Ordinal
                        ),
                ];
                break;
            case "checksum":
                members[0] = members[0].Replace("Trainee", "Instructor", StringComparison.Ordinal);
                break;
            case "cut":
                members.Clear();
                break;
            case "unknown file":
                content["tables/AspNetUsers.jsonl"] = ["{}"];
                break;
            case "missing table":
                content.Remove("tables/LabRuns.jsonl");
                break;
            case "unknown column":
                Set(cohorts, row => row["IsAdministrator"] = 1);
                break;
            case "missing column":
                Set(cohorts, row => row.Remove("TimeZone"));
                break;
            case "wrong type":
                Set(cohorts, row => row["CreatedAt"] = "yesterday, or so");
                break;
            case "unknown role":
                Set(members, row => row["Role"] = "Administrator");
                break;
            case "too long":
                Set(cohorts, row => row["Name"] = new string('x', 101));
                break;
            case "administrator":
                Set(people, row => row["IsAdministrator"] = true);
                break;
            case "passphrase":
                Set(people, row => row["PasswordHash"] = "AQAAAA");
                break;
            case "invisible name":
                Set(people, row => row["Name"] = "Ada\u202E");
                break;
            case "two roles":
                members.Add(members[0].Replace("Trainee", "Facilitator", StringComparison.Ordinal));
                break;
            case "stranger":
                Set(members, row => row["PersonId"] = Guid.CreateVersion7().ToString());
                break;
            case "two classes":
                cohorts.Add(cohorts[0]);
                Set(cohorts, row => row["Id"] = Guid.CreateVersion7().ToString(), at: 1);
                break;
            case "other class":
                Replace(content, Guid.Parse(JsonNode.Parse(content["tables/LabRuns.jsonl"][0])!["Id"]!.GetValue<string>()), other);
                break;
            case "mentioned class":
                Set(content["tables/Documents.jsonl"], row => row["BodyJson"] = $"{{\"run\":\"{other}\"}}");
                break;
            case "twice":
                content["tables/Departures.jsonl"].Add(content["tables/Departures.jsonl"][0]);
                break;
            case "open lab":
                Set(content["tables/LabRuns.jsonl"], row => row["State"] = "Running");
                break;
            default:
                cohorts[0] = cohorts[0][..^1];
                break;
        }
    }

    private static void Set(List<string> lines, Action<JsonObject> change, int at = 0)
    {
        var row = JsonNode.Parse(lines[at])!.AsObject();
        change(row);
        lines[at] = row.ToJsonString(Relaxed);
    }
}
