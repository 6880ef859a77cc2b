using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentTraining.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CrewsChannelAndOnCall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsTeam",
                table: "LabRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ShiftId",
                table: "LabRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Details",
                table: "IncidentEvents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RefersTo",
                table: "IncidentEvents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CrewDuties",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrewDuties", x => new { x.RunId, x.Role });
                    table.ForeignKey(
                        name: "FK_CrewDuties_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CrewDuties_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CrewMembers",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsHelper = table.Column<bool>(type: "INTEGER", nullable: false),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrewMembers", x => new { x.RunId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_CrewMembers_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CrewMembers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OnCallShifts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrimaryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecondaryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    QuietFrom = table.Column<DateTime>(type: "TEXT", nullable: true),
                    QuietUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EscalateAfter = table.Column<TimeSpan>(type: "TEXT", nullable: false),
                    FiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HandOverNote = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnCallShifts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OnCallShifts_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OnCallShifts_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OnCallShifts_People_PrimaryId",
                        column: x => x.PrimaryId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OnCallShifts_People_SecondaryId",
                        column: x => x.SecondaryId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RunResults",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Detect = table.Column<long>(type: "INTEGER", nullable: true),
                    Acknowledge = table.Column<long>(type: "INTEGER", nullable: true),
                    Assess = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstUpdate = table.Column<long>(type: "INTEGER", nullable: true),
                    Mitigate = table.Column<long>(type: "INTEGER", nullable: true),
                    Resolve = table.Column<long>(type: "INTEGER", nullable: true),
                    CauseWasRight = table.Column<bool>(type: "INTEGER", nullable: false),
                    SeverityWasRight = table.Column<bool>(type: "INTEGER", nullable: false),
                    FailedOrders = table.Column<long>(type: "INTEGER", nullable: false),
                    LostRevenueCents = table.Column<long>(type: "INTEGER", nullable: false),
                    HintCost = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunResults", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_RunResults_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UpdateDrafts",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Impact = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UpdateDrafts", x => new { x.RunId, x.Audience });
                    table.ForeignKey(
                        name: "FK_UpdateDrafts_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OnCallPages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EscalatesAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnCallPages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OnCallPages_LabRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "LabRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OnCallPages_OnCallShifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "OnCallShifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CrewDuties_PersonId",
                table: "CrewDuties",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CrewMembers_PersonId",
                table: "CrewMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallPages_AcknowledgedAt",
                table: "OnCallPages",
                column: "AcknowledgedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallPages_RunId",
                table: "OnCallPages",
                column: "RunId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OnCallPages_ShiftId",
                table: "OnCallPages",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallShifts_CohortId",
                table: "OnCallShifts",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallShifts_PrimaryId",
                table: "OnCallShifts",
                column: "PrimaryId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallShifts_RunId",
                table: "OnCallShifts",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallShifts_SecondaryId",
                table: "OnCallShifts",
                column: "SecondaryId");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallShifts_State_FiresAt",
                table: "OnCallShifts",
                columns: new[] { "State", "FiresAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CrewDuties");

            migrationBuilder.DropTable(
                name: "CrewMembers");

            migrationBuilder.DropTable(
                name: "OnCallPages");

            migrationBuilder.DropTable(
                name: "RunResults");

            migrationBuilder.DropTable(
                name: "UpdateDrafts");

            migrationBuilder.DropTable(
                name: "OnCallShifts");

            migrationBuilder.DropColumn(
                name: "IsTeam",
                table: "LabRuns");

            migrationBuilder.DropColumn(
                name: "ShiftId",
                table: "LabRuns");

            migrationBuilder.DropColumn(
                name: "Details",
                table: "IncidentEvents");

            migrationBuilder.DropColumn(
                name: "RefersTo",
                table: "IncidentEvents");
        }
    }
}
